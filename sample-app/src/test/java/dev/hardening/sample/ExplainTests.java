package dev.hardening.sample;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.hardening.sample.StudioClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code /actuator/hardening/explain} says of a request is what the request meets.
 */
@StudioTest
class ExplainTests {

	private static final Pattern POLICY = Pattern.compile("\"([a-z0-9-]+)\";q=");

	private static final String LIMIT = "Rate limit ";

	@LocalServerPort
	private int port;

	private StudioClient administrator;

	@BeforeEach
	void signIn() {
		this.administrator = new StudioClient(this.port).admin();
	}

	@ParameterizedTest
	@CsvSource({ "GET, /", "GET, /docs", "GET, /v3/api-docs", "GET, /favicon.svg", "GET, /health", "GET, /ready",
			"GET, /live", "POST, /health", "GET, /metrics", "GET, /actuator/hardening", "GET, /actuator/nothing",
			"GET, /nothing", "POST, /api/auth/login", "GET, /api/auth/login", "POST, /api/auth/refresh",
			"POST, /api/auth/2fa/verify", "POST, /api/auth/password-reset", "POST, /api/auth/password-change",
			"GET, /api/me", "POST, /api/render", "GET, /api/render", "POST, /api/render/events",
			"GET, /api/tiles/a/b/c/d", "GET, /api/catalogs", "POST, /api/catalogs", "PUT, /api/catalogs/x",
			"POST, /api/import/catalogs", "GET, /api/export/items", "POST, /api/evaluate/matrix",
			"GET, /api/evaluate/matrix", "POST, /api/evaluate/pair", "POST, /api/media",
			"POST, /api/files/none/signed-url", "GET, /files/none", "GET, /api/admin/api-keys",
			"DELETE, /api/admin/api-keys/none", "GET, /api/boom", "POST, /csp-reports", "GET, /csp-reports" })
	void requestMeetsWhatWasExplained(String method, String path) {
		JsonNode explained = this.administrator
			.get("/actuator/hardening/explain?method=%s&path=%s".formatted(method,
					URLEncoder.encode(path, StandardCharsets.UTF_8)))
			.json();
		assertMet(explained.get("unauthenticated"), send(new StudioClient(this.port), method, path));
		assertMet(explained.get("authenticated"), send(new StudioClient(this.port).demo(), method, path));
	}

	private static void assertMet(JsonNode controls, Answer answer) {
		String access = effect(controls, "Access rule");
		boolean refused = answer.status() == 401 || answer.status() == 403;
		if (access.contains("It is refused with 401.")) {
			assertThat(answer.status()).as(access).isEqualTo(401);
		}
		else if (access.contains("else it is refused with 403.")) {
			assertThat(answer.status()).as(access).isEqualTo(403);
		}
		else {
			assertThat(access).contains("It passes.");
			// A login that fails is refused by the application itself.
			assertThat(refused && answer.header("WWW-Authenticate").startsWith("Bearer")).as(answer.text()).isFalse();
		}
		assertThat(policies(answer)).as(controls.toString()).isEqualTo(limits(controls, refused));
		assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(answer.header("X-Request-ID")).isNotEmpty();
		boolean html = effect(controls, "Security headers").contains("the profile html");
		assertThat(answer.header("Content-Security-Policy").contains("'nonce-")).isEqualTo(html);
	}

	private static String effect(JsonNode controls, String name) {
		return controls.valueStream()
			.filter((control) -> name.equals(control.get("control").asString()))
			.map((control) -> control.get("effect").asString())
			.collect(Collectors.joining());
	}

	// What is limited in the handler is not reached by who is refused before.
	private static Set<String> limits(JsonNode controls, boolean refused) {
		return controls.valueStream()
			.filter((control) -> control.get("control").asString().startsWith(LIMIT))
			.filter((control) -> !refused || !"Handler".equalsIgnoreCase(control.get("stage").asString()))
			.map((control) -> control.get("control").asString().substring(LIMIT.length()))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> policies(Answer answer) {
		List<String> fields = answer.response().headers().allValues("RateLimit-Policy");
		Stream<MatchResult> found = fields.stream().flatMap((field) -> POLICY.matcher(field).results());
		return found.map((result) -> result.group(1)).collect(Collectors.toCollection(TreeSet::new));
	}

	private static Answer send(StudioClient client, String method, String path) {
		return switch (method) {
			case "GET" -> client.get(path);
			case "DELETE" -> client.delete(path);
			case "PUT" -> client.put(path, "{}");
			default -> client.post(path, "{}");
		};
	}

}
