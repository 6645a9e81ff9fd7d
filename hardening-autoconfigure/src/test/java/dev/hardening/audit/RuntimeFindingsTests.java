package dev.hardening.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.IntStream;

import dev.hardening.audit.AuditedApplication.Careful;
import dev.hardening.jwt.JwtSubject;
import dev.hardening.jwt.JwtTokenService;
import dev.hardening.test.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the audit learns from requests to an application on a real port.
 */
class RuntimeFindingsTests {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private AuditedApplication application;

	private MovableClock clock;

	@BeforeEach
	void start() {
		this.application = AuditedApplication.start(Timed.class, "",
				"--hardening.jwt.secret=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa", "--hardening.jwt.issuer=studio",
				"--hardening.cors.allowed-origins=https://studio.example.com",
				"--hardening.rate-limit.policies.login.paths=/login",
				"--hardening.rate-limit.policies.login.limits=5/5m",
				"--hardening.rate-limit.policies.never.paths=/login",
				"--hardening.rate-limit.policies.never.methods=DELETE",
				"--hardening.rate-limit.policies.never.limits=5/5m");
		this.clock = this.application.context().getBean(MovableClock.class);
	}

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void originsLikeOursAreNamedWhenRefused() throws Exception {
		assertThat(result("HRD-CORS-006").status()).isEqualTo(AuditStatus.PASS);
		refuse("https://other.org");
		assertThat(result("HRD-CORS-006").status()).isEqualTo(AuditStatus.PASS);
		refuse("http://studio.example.com");
		refuse("https://studio.example.com.evil.org");
		refuse("https://xn--stdio-6nf.example.com");
		AuditResult result = result("HRD-CORS-006");
		assertThat(result.status()).isEqualTo(AuditStatus.WARN);
		assertThat(result.evidence())
			.contains("http://studio.example.com, another scheme than https://studio.example.com",
					"https://studio.example.com.evil.org, contains the name of https://studio.example.com")
			.doesNotContain("other.org");
	}

	@Test
	void originsLikeOursAreBoundedAndPlain() throws Exception {
		refuse("https://<script>.studio.example.com");
		assertThat(result("HRD-CORS-006").status()).isEqualTo(AuditStatus.PASS);
		for (int i : IntStream.range(0, 200).toArray()) {
			refuse("https://a%d.studio.example.com".formatted(i));
		}
		assertThat(result("HRD-CORS-006").evidence()).hasSizeLessThan(1000).doesNotContain("a199.");
	}

	@Test
	void tokensOfTheFutureAreNoticed() throws Exception {
		assertThat(bearer(token())).isEqualTo(404);
		assertThat(result("HRD-JWT-006").status()).isEqualTo(AuditStatus.PASS);
		this.clock.move(Duration.ofMinutes(10));
		String future = token();
		this.clock.move(Duration.ofMinutes(-10));
		assertThat(bearer(future.substring(0, future.length() - 4) + "AAAA")).isEqualTo(401);
		assertThat(result("HRD-JWT-006").status()).isEqualTo(AuditStatus.PASS);
		assertThat(bearer(future)).isEqualTo(401);
		AuditResult result = result("HRD-JWT-006");
		assertThat(result.status()).isEqualTo(AuditStatus.WARN);
		assertThat(result.evidence()).contains("1 of studio, by up to ").doesNotContain(future);
	}

	@Test
	void policiesThatNeverAppliedAreNamedAfterAnHour() throws Exception {
		assertThat(result("HRD-RL-006").evidence()).isEqualTo("These cover none: never.");
		assertThat(send("/login", "X-Nothing", "x")).isEqualTo(401);
		assertThat(result("HRD-RL-015").evidence()).contains("less than an hour");
		this.clock.move(Duration.ofMinutes(61));
		assertThat(result("HRD-RL-015").status()).isEqualTo(AuditStatus.WARN);
		assertThat(result("HRD-RL-015").evidence()).isEqualTo("None since the start: never.");
		assertThat(delete("/login")).isEqualTo(401);
		assertThat(result("HRD-RL-015").status()).isEqualTo(AuditStatus.PASS);
	}

	private String token() {
		return this.application.context()
			.getBean(JwtTokenService.class)
			.issue(JwtSubject.of("ada", "ROLE_USER"))
			.accessToken();
	}

	private AuditResult result(String id) {
		AuditResult result = this.application.results().get(id);
		assertThat(result).as(id).isNotNull();
		return result;
	}

	private void refuse(String origin) throws IOException, InterruptedException {
		assertThat(send("/health", "Origin", origin)).isEqualTo(403);
	}

	private int bearer(String token) throws IOException, InterruptedException {
		return send("/nothing", "Authorization", "Bearer " + token);
	}

	private int send(String path, String... headers) throws IOException, InterruptedException {
		return send(request(path).headers(headers).build());
	}

	private int delete(String path) throws IOException, InterruptedException {
		return send(request(path).DELETE().build());
	}

	private HttpRequest.Builder request(String path) {
		String port = this.application.context().getEnvironment().getProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
	}

	private static int send(HttpRequest request) throws IOException, InterruptedException {
		return CLIENT.send(request, BodyHandlers.ofString()).statusCode();
	}

	/**
	 * An application whose clock can be moved.
	 */
	@SpringBootConfiguration
	@EnableAutoConfiguration
	@Import(Careful.class)
	static class Timed {

		@Bean
		MovableClock clock() {
			return MovableClock.ofMachine();
		}

	}

}
