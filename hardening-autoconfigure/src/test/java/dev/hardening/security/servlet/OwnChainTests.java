package dev.hardening.security.servlet;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import dev.hardening.jwt.JwtSubject;
import dev.hardening.jwt.JwtTokenService;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Chains that the application declares itself.
 */
class OwnChainTests {

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(Application.class,
				"hardening.jwt.secret=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa", "hardening.rate-limit.enabled=false",
				"hardening.security.rules[0].paths=/plain/open", "hardening.security.rules[0].access=permit-all");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void chainWhenTheUsersOwnIsNotJoinedByTheStarters() {
		assertThat(application.context().getBeanNamesForType(SecurityFilterChain.class))
			.containsExactlyInAnyOrder("plainChain", "bareChain", "basicChain", "formChain");
	}

	@Test
	void refusalWhenOfTheUsersOwnChainIsAProblem() {
		assertProblem(application.get("/plain/it"), 401, "unauthorized");
		assertProblem(application.get("/plain/open"), 401, "unauthorized");
	}

	@Test
	void tokenWhenSentToTheUsersOwnChainIsAccepted() {
		assertThat(application.get("/plain/it", "Authorization", "Bearer " + token("ROLE_USER")).statusCode())
			.isEqualTo(200);
		assertProblem(application.get("/plain/admin", "Authorization", "Bearer " + token("ROLE_USER")), 403,
				"forbidden");
		assertProblem(application.get("/plain/it", "Authorization", "Bearer x"), 401, "unauthorized");
	}

	@Test
	void refusalWhenTheChainsOwnHandlerWritesNoBodyIsCompleted() {
		assertProblem(application.get("/bare/it"), 401, "unauthorized");
	}

	@Test
	void refusalWhenTheChainHasBasicAuthenticationOffersIt() {
		HttpResponse<String> response = application.get("/basic/it");
		assertProblem(response, 401, "unauthorized");
		assertThat(response.headers().allValues("www-authenticate"))
			.containsExactly("Basic realm=\"studio\", charset=\"UTF-8\"", "Bearer");
		assertThat(challenges("/basic/it", "Accept", "application/json"))
			.contains("Basic realm=\"studio\", charset=\"UTF-8\"");
		assertThat(challenges("/plain/it")).containsExactly("Bearer");
	}

	@Test
	void refusalWhenAScriptAsksDoesNotMakeTheBrowserAskForAPassword() {
		assertThat(challenges("/basic/it", "X-Requested-With", "XMLHttpRequest")).containsExactly("Bearer");
	}

	@Test
	void passwordWhenWrongIsAProblemThatOffersBasic() {
		String wrong = "Basic " + Base64.getEncoder().encodeToString("ada:wrong".getBytes(StandardCharsets.UTF_8));
		HttpResponse<String> response = application.get("/basic/it", "Authorization", wrong);
		assertProblem(response, 401, "unauthorized");
		assertThat(response.headers().allValues("www-authenticate"))
			.contains("Basic realm=\"studio\", charset=\"UTF-8\"");
		String right = "Basic " + Base64.getEncoder().encodeToString("ada:right".getBytes(StandardCharsets.UTF_8));
		assertThat(application.get("/basic/it", "Authorization", right).statusCode()).isEqualTo(200);
	}

	@Test
	void tokenWhenRefusedByAnOwnChainSaysWhyByRfc6750() {
		assertThat(challenges("/plain/it", "Authorization", "Bearer x"))
			.containsExactly("Bearer error=\"invalid_token\"");
		assertThat(challenges("/basic/it", "Authorization", "Bearer x")).contains("Bearer error=\"invalid_token\"");
		assertThat(challenges("/plain/admin", "Authorization", "Bearer " + token("ROLE_USER")))
			.containsExactly("Bearer error=\"insufficient_scope\"");
		assertThat(challenges("/basic/admin", "Authorization", "Bearer " + token("ROLE_USER")))
			.containsExactly("Bearer error=\"insufficient_scope\"");
	}

	private List<String> challenges(String path, String... headers) {
		return application.get(path, headers).headers().allValues("www-authenticate");
	}

	@Test
	void browserWhenTheChainHasALoginPageIsSentThere() {
		HttpResponse<String> page = application.get("/form/it", "Accept", "text/html");
		assertThat(page.statusCode()).isEqualTo(302);
		assertThat(page.headers().firstValue("location").orElseThrow()).endsWith("/login");
		assertProblem(application.get("/form/it", "Accept", "application/json"), 401, "unauthorized");
	}

	@Test
	void changeWhenWithoutATokenAgainstForgeryIsForbidden() {
		assertProblem(application.send("POST", "/form/it"), 403, "forbidden");
	}

	private String token(String authority) {
		return application.bean(JwtTokenService.class).issue(JwtSubject.of("ada", authority)).accessToken();
	}

	private void assertProblem(HttpResponse<String> response, int status, String error) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
		assertThat(response.body()).contains("\"error\":\"" + error + "\"");
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		@Order(1)
		SecurityFilterChain plainChain(HttpSecurity http) {
			return http.securityMatcher("/plain/**")
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/plain/admin")
					.hasRole("ADMIN")
					.anyRequest()
					.authenticated())
				.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain bareChain(HttpSecurity http) {
			return http.securityMatcher("/bare/**")
				.oauth2ResourceServer(AbstractHttpConfigurer::disable)
				.exceptionHandling((exceptions) -> exceptions
					.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.build();
		}

		@Bean
		@Order(3)
		SecurityFilterChain basicChain(HttpSecurity http) {
			return http.securityMatcher("/basic/**")
				.httpBasic((basic) -> basic.realmName("studio"))
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/basic/admin")
					.hasRole("ADMIN")
					.anyRequest()
					.authenticated())
				.build();
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(User.withUsername("ada").password("{noop}right").build());
		}

		@Bean
		@Order(4)
		SecurityFilterChain formChain(HttpSecurity http) {
			return http.formLogin((form) -> {
			}).authorizeHttpRequests((requests) -> requests.anyRequest().authenticated()).build();
		}

		@Bean
		Controller controller() {
			return new Controller();
		}

	}

	@RestController
	static class Controller {

		@GetMapping({ "/plain/it", "/plain/admin", "/plain/open", "/bare/it", "/form/it", "/basic/it", "/basic/admin" })
		String answer() {
			return "answer";
		}

	}

}
