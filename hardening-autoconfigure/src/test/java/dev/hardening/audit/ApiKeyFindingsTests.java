package dev.hardening.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.OffsetDateTime;

import dev.hardening.apikey.ApiKeyService;
import dev.hardening.apikey.IssuedApiKey;
import dev.hardening.apikey.NewApiKey;
import dev.hardening.audit.AuditedApplication.Careful;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the audit learns from the use of API keys that are in a table.
 */
class ApiKeyFindingsTests {

	private static AuditedApplication application;

	private static ApiKeyService keys;

	@BeforeAll
	static void start() {
		application = AuditedApplication.start(Careful.class, "", "--spring.flyway.enabled=true",
				"--hardening.api-keys.enabled=true");
		keys = application.context().getBean(ApiKeyService.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void keyThatNobodyUsesIsNamedUntilSomebodyDoes() throws IOException, InterruptedException {
		IssuedApiKey issued = keys.issue(NewApiKey.named("idle").withExpiresIn(Duration.ofDays(365)));
		assertStatus("HRD-KEY-001", AuditStatus.PASS);
		JdbcTemplate table = application.context().getBean(JdbcTemplate.class);
		assertThat(table.update("update hardening_api_key set created_at = ? where id = ?",
				OffsetDateTime.now().minusDays(91), issued.id()))
			.isOne();
		assertThat(assertStatus("HRD-KEY-001", AuditStatus.WARN).evidence()).contains(issued.id())
			.doesNotContain(issued.key().reveal());
		assertThat(use("hk_not_a_key")).isEqualTo(401);
		assertStatus("HRD-KEY-001", AuditStatus.WARN);
		assertThat(use(issued.key().reveal())).isEqualTo(404);
		assertStatus("HRD-KEY-001", AuditStatus.PASS);
	}

	@Test
	void keyThatIsAboutToExpireIsNamedUntilItIsRotated() {
		keys.issue(NewApiKey.named("later").withExpiresIn(Duration.ofDays(15)));
		assertStatus("HRD-KEY-003", AuditStatus.PASS);
		IssuedApiKey issued = keys.issue(NewApiKey.named("soon").withExpiresIn(Duration.ofDays(13)));
		assertThat(assertStatus("HRD-KEY-003", AuditStatus.WARN).evidence()).contains(issued.id());
		IssuedApiKey next = keys.rotate(issued.id(), Duration.ofHours(1));
		keys.revoke(next.id());
		assertStatus("HRD-KEY-003", AuditStatus.PASS);
	}

	@Test
	void keyWithoutAnEndIsNamedUntilItIsRevoked() {
		assertStatus("HRD-KEY-002", AuditStatus.PASS);
		IssuedApiKey issued = keys.issue(NewApiKey.named("endless"));
		assertThat(assertStatus("HRD-KEY-002", AuditStatus.WARN).evidence()).contains(issued.id());
		keys.revoke(issued.id());
		assertStatus("HRD-KEY-002", AuditStatus.PASS);
	}

	private static AuditResult assertStatus(String id, AuditStatus expected) {
		AuditResult result = application.results().get(id);
		assertThat(result.status()).as("%s: %s", id, result.evidence()).isEqualTo(expected);
		return result;
	}

	private static int use(String key) throws IOException, InterruptedException {
		String port = application.context().getEnvironment().getRequiredProperty("local.server.port");
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/nothing"))
				.header("X-API-Key", key)
				.build(), BodyHandlers.discarding())
			.statusCode();
	}

}
