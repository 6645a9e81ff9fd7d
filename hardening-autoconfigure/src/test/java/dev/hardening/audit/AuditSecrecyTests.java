package dev.hardening.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.hardening.audit.AuditedApplication.Careful;
import dev.hardening.jwt.JwtSubject;
import dev.hardening.jwt.JwtTokenService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each secret has a value of its own, and none of them is in anything that the audit
 * shows, in whatever form.
 */
@ExtendWith(OutputCaptureExtension.class)
class AuditSecrecyTests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final Pattern SECRET = Pattern.compile("</a>`(hardening\\.[^`]+)` \\| (list of )?secret \\|");

	// Canaries begin alike, so that a part of one is found, too.
	private static final String CANARY = "Canary7";

	private static final Map<String, String> SECRETS = new LinkedHashMap<>();

	static {
		String end = "x9Q2mZ4vB8nK1wR6tY3uP5sD0fG";
		SECRETS.put("hardening.jwt.secret", CANARY + "a" + end);
		SECRETS.put("hardening.jwt.previous-secrets", CANARY + "b" + end);
		SECRETS.put("hardening.signed-urls.secret", CANARY + "c" + end);
		SECRETS.put("hardening.signed-urls.previous-secrets", CANARY + "d" + end);
		SECRETS.put("hardening.rate-limit.redis.key-secret", CANARY + "e" + end);
		SECRETS.put("hardening.api-keys.keys.robot.value", CANARY + "f" + end);
		SECRETS.put("hardening.sentry.dsn", "http://" + CANARY + "g@127.0.0.1:1/1");
		SECRETS.put("spring.datasource.password", CANARY + "h");
		SECRETS.put("spring.security.user.password", CANARY + "i");
		SECRETS.put("spring.data.redis.password", CANARY + "j" + end);
		SECRETS.put("studio.mail.password", CANARY + "k");
		SECRETS.put("studio.payment.api-key", CANARY + "l" + end);
	}

	@ParameterizedTest
	@ValueSource(strings = { "production", "development" })
	void secretIsInNothingThatIsShown(String environment, CapturedOutput output) throws Exception {
		List<String> arguments = new ArrayList<>(List.of("--hardening.api-keys.enabled=true",
				"--hardening.api-keys.store=none", "--hardening.environment=" + environment,
				"--management.endpoints.web.exposure.include=*", "--management.endpoint.env.show-values=always"));
		SECRETS.forEach((key, value) -> arguments.add("--" + key + "=" + value));
		try (AuditedApplication application = AuditedApplication.start(Careful.class, "",
				arguments.toArray(String[]::new))) {
			assertNone(application, output);
		}
	}

	@Test
	void privateKeyIsInNothingThatIsShown(CapturedOutput output) throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		String key = Base64.getEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
		try (AuditedApplication application = AuditedApplication.start(Careful.class, "",
				"--hardening.jwt.private-key=-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n")) {
			for (String shown : shown(application)) {
				assertThat(shown).doesNotContain(key.substring(0, 40), key.substring(key.length() - 40));
			}
		}
		assertThat(output.getAll()).doesNotContain(key.substring(0, 40), key.substring(key.length() - 40));
	}

	@Test
	void secretsOfTheStarterAreAllTried() throws IOException {
		Set<String> documented = SECRET.matcher(Files.readString(Path.of("../docs/properties.md")))
			.results()
			.map((result) -> result.group(1).replace("*", "robot"))
			.collect(Collectors.toCollection(TreeSet::new));
		Set<String> tried = new TreeSet<>(SECRETS.keySet());
		tried.add("hardening.jwt.private-key");
		assertThat(tried).containsAll(documented);
	}

	private static void assertNone(AuditedApplication application, CapturedOutput output) throws Exception {
		for (String shown : shown(application)) {
			assertThat(shown).isNotEmpty().doesNotContain(CANARY).doesNotContain(encoded());
		}
		assertThat(output.getAll()).contains("Hardening summary").doesNotContain(CANARY).doesNotContain(encoded());
	}

	private static String encoded() {
		return Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
	}

	private static List<String> shown(AuditedApplication application) throws Exception {
		String token = application.context()
			.getBean(JwtTokenService.class)
			.issue(JwtSubject.of("ada", "ACTUATOR"))
			.accessToken();
		List<String> shown = new ArrayList<>();
		for (String path : List.of("/actuator/hardening", "/actuator/hardening/explain?method=POST&path=/login",
				"/actuator/hardening/explain?path=/files/a", "/metrics")) {
			for (String accept : List.of("application/json", "text/html", "text/plain")) {
				HttpResponse<String> response = get(application, path, token, accept);
				assertThat(response.statusCode()).as(path).isIn(200, 406);
				shown.add(response.body());
			}
		}
		AuditReport report = application.context().getBean(Audit.class).run();
		shown.add(JsonWriter.standard().write(AuditSarif.of(report)).toJsonString());
		shown.add(AuditText.of(report, AuditQuestions.with(List.of())));
		return shown;
	}

	private static HttpResponse<String> get(AuditedApplication application, String path, String token, String accept)
			throws IOException, InterruptedException {
		String port = application.context().getEnvironment().getProperty("local.server.port");
		return CLIENT.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.header("Authorization", "Bearer " + token)
			.header("Accept", accept)
			.build(), BodyHandlers.ofString());
	}

}
