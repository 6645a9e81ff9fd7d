package dev.hardening.sample.operations;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.hardening.sample.StudioClient;
import dev.hardening.sample.StudioTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The figures as Prometheus reads them, and the health check as a probe does.
 */
@StudioTest
// A check is asked each time, not once in half a second. What the background finds out
// between a change and the look at it would be older than what a test has asked for.
@TestPropertySource(properties = { "hardening.health.cache=1ms", "studio.operations.refresh=1d" })
class OperationsTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private BackupMonitor backups;

	@Autowired
	private ApiKeyMonitor keys;

	@AfterEach
	void forget() {
		this.jdbc.sql("delete from backup").update();
		this.backups.refresh();
	}

	@Test
	void backupWhenNoneWasMadeIsZeroAndTakesNobodyOutOfService() {
		this.backups.refresh();
		assertThat(metric("studio_backup_last_success_timestamp_seconds")).isZero();
		assertThat(check()).isEqualTo("none");
	}

	@Test
	void backupIsTheLastThatWasWrittenDown() {
		Instant yesterday = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(1, ChronoUnit.DAYS);
		write("studio-1", 7, yesterday.minus(1, ChronoUnit.DAYS));
		write("studio-2", 4711, yesterday);
		this.backups.refresh();
		assertThat(metric("studio_backup_last_success_timestamp_seconds")).isEqualTo(yesterday.getEpochSecond());
		assertThat(metric("studio_backup_last_size_bytes")).isEqualTo(4711);
		assertThat(check()).isEqualTo("up");
	}

	@Test
	void backupWhenOverdueIsStaleAndTakesNobodyOutOfService() {
		write("studio-1", 7, Instant.now().minus(27, ChronoUnit.HOURS));
		this.backups.refresh();
		assertThat(check()).isEqualTo("stale");
	}

	@Test
	void keyCountsWhenItEndsSoonUntilItHasASuccessor() {
		StudioClient admin = new StudioClient(this.port).admin();
		this.keys.refresh();
		double before = metric("studio_api_keys_expiring");
		admin.post("/api/admin/api-keys", "{\"name\":\"far\",\"roles\":[\"USER\"],\"expires_in\":\"60d\"}");
		String soon = admin
			.post("/api/admin/api-keys", "{\"name\":\"soon\",\"roles\":[\"USER\"],\"expires_in\":\"20d\"}")
			.json()
			.get("id")
			.asString();
		this.jdbc.sql("update hardening_api_key set expires_at = :end where id = :id")
			.param("end", OffsetDateTime.now(ZoneOffset.UTC).plusDays(3))
			.param("id", soon)
			.update();
		this.keys.refresh();
		assertThat(metric("studio_api_keys_expiring")).isEqualTo(before + 1);
		assertThat(admin.delete("/api/admin/api-keys/" + soon).status()).isEqualTo(204);
		this.keys.refresh();
		assertThat(metric("studio_api_keys_expiring")).isEqualTo(before);
	}

	@Test
	void metricsTellOfTheQueueOfRenders() {
		assertThat(metric("executor_queued_tasks\\{[^}]*name=\"renders\"[^}]*}")).isNotNegative();
	}

	private void write(String name, long bytes, Instant finishedAt) {
		this.jdbc.sql("insert into backup (name, bytes, finished_at) values (:name, :bytes, :finished)")
			.param("name", name)
			.param("bytes", bytes)
			.param("finished", finishedAt.atOffset(ZoneOffset.UTC))
			.update();
	}

	private double metric(String name) {
		String text = new StudioClient(this.port).admin().with("Accept", "text/plain").get("/metrics").text();
		Matcher line = Pattern.compile("(?m)^" + name + " (\\S+)$").matcher(text);
		assertThat(line.find()).as(name).isTrue();
		return Double.parseDouble(line.group(1));
	}

	private String check() {
		StudioClient.Answer answer = new StudioClient(this.port).get("/health");
		assertThat(answer.status()).isEqualTo(200);
		return answer.json().get("checks").get("backup").asString();
	}

}
