package dev.hardening.security.servlet;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.jwt.JwtSubject;
import dev.hardening.jwt.JwtTokenService;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Pages of other sites against an application with a login, over the wire: the session
 * and the token against forgery are the right ones, as far as the attacker can have them.
 */
class FetchMetadataOverHttpTests {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	private static final String[] PROPERTIES = { "hardening.jwt.secret=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa",
			"hardening.rate-limit.enabled=false", "hardening.cors.allowed-origins=https://studio.example",
			"hardening.cors.allow-credentials=true", "hardening.security.fetch-metadata.exempt=/form/callback" };

	private static RunningApplication application;

	private Browser browser;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(Application.class, PROPERTIES);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@BeforeEach
	void signIn() {
		this.browser = Browser.signedInTo(application);
	}

	@ParameterizedTest
	@ValueSource(strings = { "cross-site", "same-site", "anything", "" })
	void changeWhenFromAPageOfAnotherSiteIsForbidden(String site) {
		assertForbidden(this.browser.send("POST", "/form/change", "Sec-Fetch-Site", site));
		assertForbidden(this.browser.send("DELETE", "/form/change", "Sec-Fetch-Site", site));
	}

	@ParameterizedTest
	@ValueSource(strings = { "same-origin", "none" })
	void changeWhenFromAPageOfThisOriginIsMade(String site) {
		assertThat(this.browser.send("POST", "/form/change", "Sec-Fetch-Site", site).statusCode()).isEqualTo(200);
	}

	@Test
	void changeWhenTheBrowserIsOlderIsJudgedByItsOrigin() {
		assertForbidden(this.browser.send("POST", "/form/change", "Origin", "https://evil.example"));
		assertForbidden(this.browser.send("POST", "/form/change", "Origin", "null"));
		assertForbidden(this.browser.send("POST", "/form/change", "Origin", "http://127.0.0.1"));
		assertThat(this.browser.send("POST", "/form/change", "Origin", "http://127.0.0.1:" + application.port())
			.statusCode()).isEqualTo(200);
		assertThat(this.browser.send("POST", "/form/change").statusCode()).isEqualTo(200);
	}

	@Test
	void changeWhenFromThisOriginWithoutTheTokenIsForbidden() {
		assertForbidden(this.browser.withoutToken().send("POST", "/form/change", "Sec-Fetch-Site", "same-origin"));
	}

	@Test
	void pageWhenLinkedFromAnotherSiteIsShown() {
		assertThat(this.browser.send("GET", "/form/it", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate")
			.statusCode()).isEqualTo(200);
	}

	@Test
	void webSocketWhenOpenedByAPageOfAnotherSiteIsForbidden() {
		assertForbidden(
				this.browser.send("GET", "/form/it", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "websocket"));
		assertThat(this.browser.send("GET", "/form/it", "Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "websocket")
			.statusCode()).isEqualTo(200);
	}

	@Test
	void loginWhenAskedForByAPageOfAnotherSiteIsForbidden() {
		assertForbidden(new Browser(application).open().login("Sec-Fetch-Site", "cross-site"));
	}

	@Test
	void changeWhenCorsLetsTheOriginInWithCredentialsIsMade() {
		assertThat(this.browser
			.send("POST", "/form/change", "Sec-Fetch-Site", "cross-site", "Origin", "https://studio.example")
			.statusCode()).isEqualTo(200);
	}

	@Test
	void changeWhenThePathIsExemptIsMade() {
		assertThat(this.browser.send("POST", "/form/callback", "Sec-Fetch-Site", "cross-site").statusCode())
			.isEqualTo(200);
	}

	@Test
	void requestWhenItCarriesATokenIsNoForgery() {
		String token = application.bean(JwtTokenService.class).issue(JwtSubject.of("ada")).accessToken();
		assertThat(application
			.send("POST", "/form/change", "Authorization", "Bearer " + token, "Sec-Fetch-Site", "cross-site")
			.statusCode()).isEqualTo(200);
	}

	@Test
	void chainWhenItHasBasicAuthenticationWithoutSessionsIsGuardedToo() {
		assertForbidden(application.send("POST", "/basic/change", "Authorization", "Basic YWRhOnJpZ2h0",
				"Sec-Fetch-Site", "cross-site"));
		assertThat(application
			.send("POST", "/basic/change", "Authorization", "Basic YWRhOnJpZ2h0", "Sec-Fetch-Site", "same-origin")
			.statusCode()).isEqualTo(200);
	}

	@Test
	void chainWhenNothingAmbientAuthenticatesIsLeftAlone() {
		assertThat(application.send("POST", "/stateless/change", "Sec-Fetch-Site", "cross-site").statusCode())
			.isEqualTo(200);
	}

	@Test
	void chainWhenItOnlyHasSessionsIsGuardedToo() {
		assertForbidden(application.send("POST", "/session/change", "Sec-Fetch-Site", "cross-site"));
		assertThat(application.send("POST", "/session/change", "Sec-Fetch-Site", "same-origin").statusCode())
			.isEqualTo(200);
	}

	@Test
	void modeWhenReportOrOffRefusesNothing() {
		for (String property : List.of("mode=report", "enabled=false")) {
			try (RunningApplication other = RunningApplication.start(Application.class,
					"hardening.security.fetch-metadata." + property)) {
				assertThat(other.send("POST", "/session/change", "Sec-Fetch-Site", "cross-site").statusCode())
					.isEqualTo(200);
			}
		}
	}

	@Test
	void settingWhenWrongStopsTheStart() {
		assertThatException()
			.isThrownBy(() -> RunningApplication.start(Application.class,
					"hardening.security.fetch-metadata.exempt[0]=/a/{b"))
			.havingRootCause()
			.isInstanceOf(InvalidPropertyException.class)
			.withMessageContaining("hardening.security.fetch-metadata.exempt[0]");
	}

	private void assertForbidden(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
		assertThat(response.body()).contains("\"error\":\"forbidden\"");
	}

	/**
	 * Keeps the cookie, and the token of the last page.
	 */
	private static final class Browser {

		private final RunningApplication application;

		private String cookie = "";

		private String token = "none";

		Browser(RunningApplication application) {
			this.application = application;
		}

		static Browser signedInTo(RunningApplication application) {
			Browser browser = new Browser(application).open();
			assertThat(browser.login("Sec-Fetch-Site", "same-origin").statusCode()).isEqualTo(302);
			return browser.open();
		}

		Browser open() {
			Matcher page = TOKEN.matcher(send("GET", "/login", "Accept", "text/html").body());
			assertThat(page.find()).isTrue();
			this.token = page.group(1);
			return this;
		}

		Browser withoutToken() {
			this.token = "none";
			return this;
		}

		HttpResponse<String> login(String... headers) {
			return send("POST", "/login?username=ada&password=right", headers);
		}

		HttpResponse<String> send(String method, String path, String... headers) {
			List<String> all = new ArrayList<>(List.of(headers));
			if (!this.cookie.isEmpty()) {
				all.addAll(List.of("Cookie", this.cookie));
			}
			all.addAll(List.of("X-CSRF-TOKEN", this.token));
			HttpResponse<String> response = this.application.send(method, path, all.toArray(String[]::new));
			response.headers()
				.firstValue("set-cookie")
				.ifPresent((value) -> this.cookie = value.substring(0, value.indexOf(';')));
			return response;
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		@Order(1)
		SecurityFilterChain basicChain(HttpSecurity http) {
			return open(http.securityMatcher("/basic/**").httpBasic(Customizer.withDefaults()))
				.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
				.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain statelessChain(HttpSecurity http) {
			return open(http.securityMatcher("/stateless/**"))
				.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
				.build();
		}

		@Bean
		@Order(3)
		SecurityFilterChain sessionChain(HttpSecurity http) {
			return open(http.securityMatcher("/session/**")).build();
		}

		@Bean
		@Order(4)
		SecurityFilterChain formChain(HttpSecurity http) {
			return http.formLogin(Customizer.withDefaults())
				.rememberMe(Customizer.withDefaults())
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.build();
		}

		private static HttpSecurity open(HttpSecurity http) {
			return http.csrf(AbstractHttpConfigurer::disable)
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(User.withUsername("ada").password("{noop}right").build());
		}

		@Bean
		Controller controller() {
			return new Controller();
		}

	}

	@RestController
	static class Controller {

		@RequestMapping({ "/form/it", "/form/callback", "/{chain}/change" })
		String answer() {
			return "answer";
		}

	}

}
