package dev.hardening.sample.login;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import dev.hardening.ratelimit.RateLimitDecision;
import dev.hardening.ratelimit.RateLimiter;
import dev.hardening.sample.StudioTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Those who would keep others from resetting their passwords, or learn from the queue who
 * has an account, over a port. Work is counted in statements and not timed: a clock would
 * measure the machine.
 */
@StudioTest
class PasswordResetFloodTests {

	private static int users;

	private static int addresses;

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private Accounts accounts;

	@Autowired
	private RateLimiter limiter;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private RecordedDatabase database;

	@Autowired
	private HeldMail mail;

	private String user;

	private String victim;

	private double droppedBefore;

	@BeforeEach
	void createAccounts() {
		this.user = "good_" + ++users;
		this.victim = "slow_" + users;
		this.accounts.create(this.user, "{noop}x", List.of("ROLE_USER"));
		this.accounts.create(this.victim, "{noop}x", List.of("ROLE_USER"));
		this.database.statements.clear();
		this.mail.held = new CountDownLatch(1);
		this.droppedBefore = dropped();
	}

	@AfterEach
	void release() {
		this.database.held.countDown();
		this.mail.held.countDown();
	}

	@Test
	void resetOfKnownAndUnknownIsTheSameAnswerAndTheSameWork() {
		HttpResponse<String> unknown = ask("nobody_here").join();
		HttpResponse<String> known = ask(this.user).join();
		awaitMailTo(this.user);
		assertThat(List.of(unknown.statusCode(), known.statusCode())).containsOnly(202);
		assertThat(known.body()).isEqualTo(unknown.body());
		assertThat(known.headers().map().keySet()).isEqualTo(unknown.headers().map().keySet());
		for (String limit : List.of("RateLimit", "RateLimit-Policy")) {
			assertThat(known.headers().allValues(limit)).as(limit).isEqualTo(unknown.headers().allValues(limit));
		}
		// The same statement for both, none before the answer; what is done for the one
		// alone is done elsewhere.
		assertThat(lookUps()).hasSize(2).containsOnly(lookUps().get(0));
		assertThat(this.database.statements).noneMatch((statement) -> statement.contains("-exec-"));
		assertThat(this.database.statements).anyMatch(
				(statement) -> statement.startsWith("password-reset-deliveries-") && statement.contains("insert"));
	}

	@Test
	void nameWhenAskedForFromManyAddressesCostsThreeLookUpsAndHoldsUpNobody() {
		for (String name : List.of(this.victim, "no_" + this.victim)) {
			this.database.statements.clear();
			assertThat(statuses(300, (number) -> name)).containsOnly(202);
			// While the mail to the victim does not come to an end.
			assertThat(ask(this.user).join().statusCode()).isEqualTo(202);
			awaitMailTo(this.user);
			this.mail.delivered.clear();
			assertThat(lookUps()).as(name).hasSize(3 + 1);
		}
		assertThat(dropped()).isEqualTo(this.droppedBefore);
	}

	@Test
	void queueWhenFilledFromManyAddressesAnswersTheSameAndIsOpenWhenItEmpties() {
		CountDownLatch held = new CountDownLatch(1);
		this.database.held = held;
		ask("flood_" + users).join();
		await().atMost(Duration.ofMinutes(1)).until(() -> lookUps().size() == 1);
		int asked = PasswordResets.WAITING + 200;
		assertThat(statuses(asked, (number) -> "flood_" + users + "_" + number)).containsOnly(202);
		HttpResponse<String> answer = ask(this.user).join();
		assertThat(answer.statusCode()).isEqualTo(202);
		assertThat(answer.body()).isEmpty();
		assertThat(dropped() - this.droppedBefore).isEqualTo(200 + 1);
		// What was dropped was not used.
		RateLimitDecision left = this.limiter.peek(ResetLimit.POLICY, this.user);
		assertThat((left != null) ? left.remaining() : 3).isEqualTo(3);
		held.countDown();
		await().atMost(Duration.ofMinutes(1)).until(() -> lookUps().size() == PasswordResets.WAITING + 1);
		assertThat(ask(this.user).join().statusCode()).isEqualTo(202);
		awaitMailTo(this.user);
	}

	private List<String> lookUps() {
		return this.database.statements.stream()
			.filter((statement) -> statement.matches("password-resets-\\d+ .*"))
			.map((statement) -> statement.substring(statement.indexOf(' ')))
			.toList();
	}

	private double dropped() {
		return this.meters.get("studio.password.resets.dropped").tag("stage", "look-up").counter().count();
	}

	private void awaitMailTo(String name) {
		await().atMost(Duration.ofMinutes(1)).until(() -> this.mail.delivered.contains(name));
	}

	private Set<Integer> statuses(int count, Function<Integer, String> name) {
		Set<Integer> statuses = new HashSet<>();
		// So many at once as a small machine has sockets and threads for.
		for (int first = 0; first < count; first += 50) {
			List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
			IntStream.range(first, Math.min(first + 50, count))
				.forEach((number) -> answers.add(ask(name.apply(number))));
			answers.forEach((answer) -> statuses.add(answer.join().statusCode()));
		}
		return statuses;
	}

	// Each from an address of its own.
	private CompletableFuture<HttpResponse<String>> ask(String name) {
		addresses++;
		return this.http
			.sendAsync(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/api/auth/password-reset"))
				.header("X-Forwarded-For", "198.18." + addresses / 250 + "." + (1 + addresses % 250))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString("{\"username\":\"" + name + "\"}"))
				.build(), BodyHandlers.ofString());
	}

	private static void awaitRelease(CountDownLatch held) {
		try {
			held.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Recording {

		@Bean
		RecordedDatabase recordedDatabase(DataSource database) {
			return new RecordedDatabase(JdbcClient.create(database));
		}

		@Bean
		@Primary
		HeldMail heldMail() {
			return new HeldMail();
		}

	}

	/**
	 * Which thread asked what, and a stop for the look-ups.
	 */
	static class RecordedDatabase implements JdbcClient {

		private final BlockingQueue<String> statements = new LinkedBlockingQueue<>();

		private final JdbcClient database;

		private volatile CountDownLatch held = new CountDownLatch(0);

		RecordedDatabase(JdbcClient database) {
			this.database = database;
		}

		@Override
		public StatementSpec sql(String sql) {
			String thread = Thread.currentThread().getName();
			this.statements.add(thread + " " + sql);
			if (thread.matches("password-resets-\\d+")) {
				awaitRelease(this.held);
			}
			return this.database.sql(sql);
		}

	}

	/**
	 * Brings every ticket, those of the slow when they are released.
	 */
	static class HeldMail implements ResetDelivery {

		private final BlockingQueue<String> delivered = new LinkedBlockingQueue<>();

		private volatile CountDownLatch held = new CountDownLatch(0);

		@Override
		public void deliver(String username, String ticket) {
			if (username.startsWith("slow_")) {
				awaitRelease(this.held);
			}
			this.delivered.add(username);
		}

	}

}
