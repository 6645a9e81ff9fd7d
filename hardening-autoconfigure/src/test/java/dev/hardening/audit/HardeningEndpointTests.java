package dev.hardening.audit;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.hardening.audit.AuditedApplication.Careful;
import dev.hardening.jwt.JwtSubject;
import dev.hardening.jwt.JwtTokenService;
import dev.hardening.test.Browser;
import dev.hardening.test.Browser.Screen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The audit over the wire: as JSON, and as a page in a real browser.
 */
class HardeningEndpointTests {

	private static final String HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static AuditedApplication application;

	private static String token;

	@BeforeAll
	static void start() {
		application = AuditedApplication.start(Shown.class, "", "--spring.application.name=studio",
				"--spring.application.version=1.4.0", "--hardening.jwt.secret=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa",
				"--hardening.rate-limit.policies.login.paths=/login",
				"--hardening.rate-limit.policies.login.limits=5/5m", "--hardening.lockout.tracks.login.paths=/login",
				"--hardening.security.rules[0].paths=/login", "--hardening.security.rules[0].access=permit-all",
				"--hardening.security.rules[1].paths=/admin/**",
				"--hardening.security.rules[1].access=hasRole('ADMIN')", "--hardening.shutdown.drain-delay=5s",
				"--hardening.audit.ignore[0].id=HRD-HOST-001",
				"--hardening.audit.ignore[0].reason=<b>The proxy</b> checks it.");
		token = application.context()
			.getBean(JwtTokenService.class)
			.issue(JwtSubject.of("ada", "ACTUATOR"))
			.accessToken();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void reportWhenTheCallerSaysNothingIsJson() {
		HttpResponse<String> response = get("/actuator/hardening", "Accept", "*/*");
		assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
		Map<String, Object> body = json(response);
		assertThat(body).containsKeys("score", "summary", "checks", "questions");
		assertThat(response.body()).contains("\"why\":", "\"id\":\"HRD-JWT-001\"")
			.doesNotContain("q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa");
	}

	@Test
	void reportWhenTheCallerIsAStrangerIsRefused() throws IOException, InterruptedException {
		HttpResponse<String> response = CLIENT.send(HttpRequest.newBuilder(uri("/actuator/hardening")).build(),
				BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/hardening", "/actuator/hardening/explain", "/actuator/hardening/weather" })
	void pagesWhenTheCallerHasNoRightAreRefused(String path) throws IOException, InterruptedException {
		String user = application.context()
			.getBean(JwtTokenService.class)
			.issue(JwtSubject.of("eve", "ROLE_USER"))
			.accessToken();
		for (String accept : List.of("application/json", HTML)) {
			HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).header("Accept", accept);
			assertThat(CLIENT.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(401);
			HttpResponse<String> refused = CLIENT.send(request.header("Authorization", "Bearer " + user).build(),
					BodyHandlers.ofString());
			assertThat(refused.statusCode()).isEqualTo(403);
			assertThat(refused.body()).doesNotContain("HRD-", "sky");
		}
	}

	@Test
	void evidenceWhenItIsMarkupIsText() {
		String page = get("/actuator/hardening?group=APP", "Accept", HTML).body();
		assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;", "&quot;&gt;&lt;svg onload=alert(2)&gt;")
			.doesNotContain("<img", "<svg onload");
		assertThat(get("/actuator/hardening", "Accept", "*/*").headers().firstValue("X-Content-Type-Options"))
			.hasValue("nosniff");
	}

	@Test
	void pageWhenAskedForAdmitsItsStyleOnlyAndEscapes() {
		HttpResponse<String> response = get("/actuator/hardening", "Accept", HTML);
		assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
		assertThat(response.headers().allValues("Content-Security-Policy")).singleElement()
			.asString()
			.startsWith("default-src 'none'; style-src 'sha256-")
			.doesNotContain("unsafe");
		assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(response.body()).contains("&lt;b&gt;The proxy&lt;/b&gt;").doesNotContain("<b>", "<script", "style=");
	}

	@Test
	void pageWhenFilteredShowsOnlyThat() {
		String page = get("/actuator/hardening?status=ignored", "Accept", HTML).body();
		assertThat(page).contains("id=\"HRD-HOST-001\"").doesNotContain("id=\"HRD-JWT-001\"");
		page = get("/actuator/hardening?group=HRD-JWT&severity=warning", "Accept", HTML).body();
		assertThat(page).contains("id=\"HRD-JWT-001\"").doesNotContain("id=\"HRD-HOST-001\"", "id=\"HRD-JWT-005\"");
		page = get("/actuator/hardening?status=%3Cscript%3E", "Accept", HTML).body();
		assertThat(page).contains("No check is like this.").doesNotContain("<script>");
	}

	@Test
	@SuppressWarnings("unchecked")
	void explanationNamesControlsInOrderWithPropertyAndOrigin() {
		Map<String, Object> body = json(explain("POST", "/login", "*/*"));
		List<Map<String, Object>> controls = (List<Map<String, Object>>) body.get("unauthenticated");
		assertThat(controls).extracting((control) -> control.get("control"))
			.containsExactly("Request id", "Access log", "Security headers", "CORS", "Lockout login",
					"Lockout authentication", "Rate limit api", "Rate limit login", "Size", "Deadline",
					"Authentication", "Access rule");
		assertThat(controls.get(7).get("effect").toString()).contains("5/5m", "counted by ip", "refused with 429");
		assertThat(controls.get(7).get("properties").toString())
			.contains("key=hardening.rate-limit.policies.login.limits", "value='5/5m'", "origin=the command line");
		assertThat(controls.get(11).get("effect").toString()).contains("hardening.security.rules[0]", "It passes.");
		assertThat(controls.get(6).get("properties").toString()).contains("origin=default of the starter");
	}

	@Test
	void explanationDiffersForWhoIsAuthenticated() {
		Map<String, Object> body = json(explain("GET", "/admin/users", "*/*"));
		assertThat(body.get("unauthenticated").toString()).contains("It is refused with 401.");
		assertThat(body.get("authenticated").toString()).contains("It passes with one of [ADMIN]");
		body = json(explain("GET", "/unknown", "*/*"));
		assertThat(body.get("unauthenticated").toString()).contains("No rule matches", "401");
		assertThat(body.get("authenticated").toString()).contains("It passes.");
	}

	@Test
	void explanationWhenAskedWronglyIsRefused() {
		assertThat(explain("DANCE", "/login", "*/*").statusCode()).isEqualTo(400);
		assertThat(explain("GET", "login", "*/*").statusCode()).isEqualTo(400);
		HttpResponse<String> page = explain("GET", "x\"><script>alert(1)</script>", HTML);
		assertThat(page.statusCode()).isEqualTo(400);
		assertThat(page.body()).contains("role=\"alert\"").doesNotContain("<script>");
		assertThat(explain("GET", "/\"><script>", HTML).body()).contains("&quot;&gt;&lt;script&gt;")
			.doesNotContain("<script>");
	}

	@Test
	void viewWhenAFeatureAddsOneIsShown() {
		assertThat(get("/actuator/hardening/weather", "Accept", "*/*").body()).isEqualTo("{\"sky\":\"clear\"}");
		assertThat(get("/actuator/hardening/nothing", "Accept", "*/*").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@EnumSource(Screen.class)
	void pagesInABrowserAreAccessibleAndBreakNoPolicy(Screen screen) {
		try (Browser browser = Browser.start()) {
			browser.driver().executeCdpCommand("Network.enable", Map.of());
			browser.driver()
				.executeCdpCommand("Network.setExtraHTTPHeaders",
						Map.of("headers", Map.of("Authorization", "Bearer " + token)));
			browser.size(screen);
			String name = (screen == Screen.PHONE) ? "phone" : "desktop";
			browser.open(uri("/actuator/hardening").toString());
			assertThat(browser.text("h1")).isEqualTo("Hardening audit");
			look(browser, "audit-" + name);
			browser.click("nav a[href='?status=fail']");
			browser.awaitText("nav a[aria-current]", "Failed");
			assertThat(browser.all(".checks .badge")).isNotEmpty().allMatch((one) -> one.getText().equals("Failed"));
			browser.click("header a");
			browser.type("#path", "/login");
			browser.click("#method option[value='POST'], #method option:nth-child(3)");
			browser.click("button");
			browser.awaitText("#without", "POST /login");
			look(browser, "explain-" + name);
		}
	}

	private static void look(Browser browser, String picture) {
		assertThat(browser.accessibilityFindings()).isEmpty();
		assertThat(browser.violations()).isEmpty();
		assertThat(browser.errors()).isEmpty();
		assertThat(browser.<Boolean>run("return document.documentElement.scrollWidth <= window.innerWidth")).isTrue();
		browser.picture(picture);
	}

	private static HttpResponse<String> explain(String method, String path, String accept) {
		return get("/actuator/hardening/explain?method=%s&path=%s".formatted(method,
				URLEncoder.encode(path, StandardCharsets.UTF_8)), "Accept", accept);
	}

	private static HttpResponse<String> get(String path, String... headers) {
		try {
			return CLIENT.send(HttpRequest.newBuilder(uri(path))
				.headers(headers)
				.header("Authorization", "Bearer " + token)
				.build(), BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static URI uri(String path) {
		String port = application.context().getEnvironment().getProperty("local.server.port");
		return URI.create("http://127.0.0.1:" + port + path);
	}

	private static Map<String, Object> json(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return JsonParserFactory.getJsonParser().parseMap(response.body());
	}

	/**
	 * Shows something of its own.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import(Careful.class)
	static class Shown {

		@Bean
		AuditCheck hostile() {
			String markup = "<img src=x onerror=alert(1)>";
			return AuditCheck
				.of("APP-\"><svg onload=alert(2)>", markup, AuditSeverity.INFO,
						() -> AuditResult.fail(markup).withProperty(markup).withReference(markup))
				.because(markup);
		}

		@Bean
		AuditView weather() {
			return new AuditView() {

				@Override
				public String name() {
					return "weather";
				}

				@Override
				public Object content() {
					return Map.of("sky", "clear");
				}

			};
		}

	}

}
