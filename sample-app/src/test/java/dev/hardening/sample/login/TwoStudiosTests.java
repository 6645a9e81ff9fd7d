package dev.hardening.sample.login;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.hardening.sample.SampleApplication;
import dev.hardening.sample.StudioClient;
import dev.hardening.sample.StudioClient.Answer;
import dev.hardening.test.RealPostgres;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two studios over one PostgreSQL: what is asked for at one is done at the other, and
 * what one revokes the other refuses.
 */
@Tag("long")
class TwoStudiosTests {

	private static final String PASSWORD = "the-password-of-alice";

	private static final String NEXT = "another-password-1";

	private static final Map<String, String> DELIVERED = new ConcurrentHashMap<>();

	private static RealPostgres postgres;

	private static List<RunningApplication> studios;

	@BeforeAll
	static void start() {
		postgres = RealPostgres.start();
		studios = List.of(startStudio(), startStudio());
	}

	private static RunningApplication startStudio() {
		return RunningApplication.start(List.of(SampleApplication.class, Delivery.class),
				"spring.profiles.active=development", "SECRET_KEY=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa",
				"spring.datasource.url=" + postgres.jdbcUrl(), "spring.datasource.username=" + postgres.username(),
				"spring.datasource.password=" + postgres.password(), "spring.datasource.hikari.maximum-pool-size=5",
				"spring.datasource.hikari.minimum-idle=1", "spring.flyway.enabled=true",
				"hardening.client-ip.trusted-proxies=127.0.0.0/8,::1/128");
	}

	@AfterAll
	static void stop() {
		studios.forEach(RunningApplication::close);
		postgres.close();
	}

	@Test
	void resetWhenAskedForAtOneStudioIsConfirmedAtTheOtherOnceAndEndsAllSessions() {
		createAccount("reset");
		StudioClient here = client(0).signIn("reset", PASSWORD);
		StudioClient there = client(1).signIn("reset", PASSWORD);
		assertThat(client(0).post("/api/auth/password-reset", "{\"username\":\"reset\"}").status()).isEqualTo(202);
		String confirm = confirmation("reset");
		assertThat(client(1).post("/api/auth/password-reset/confirm", confirm).status()).isEqualTo(204);
		assertThat(here.get("/api/me").status()).isEqualTo(401);
		assertThat(there.get("/api/me").status()).isEqualTo(401);
		for (int studio = 0; studio < 2; studio++) {
			assertThat(client(studio).post("/api/auth/password-reset/confirm", confirm).status()).isEqualTo(401);
			assertThat(login(studio, "reset", PASSWORD).status()).isEqualTo(401);
			assertThat(login(studio, "reset", NEXT).status()).isEqualTo(200);
		}
	}

	@Test
	void resetWhenConfirmedAtBothStudiosAtOnceIsDoneOnce() throws Exception {
		createAccount("raced");
		assertThat(client(1).post("/api/auth/password-reset", "{\"username\":\"raced\"}").status()).isEqualTo(202);
		String confirm = confirmation("raced");
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Callable<Integer>> calls = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				StudioClient client = client(i % 2);
				calls.add(() -> client.post("/api/auth/password-reset/confirm", confirm).status());
			}
			List<Integer> answers = new ArrayList<>();
			for (Future<Integer> answer : threads.invokeAll(calls)) {
				answers.add(answer.get());
			}
			assertThat(answers).containsOnly(204, 401).containsOnlyOnce(204);
		}
		finally {
			threads.shutdown();
		}
	}

	@Test
	void keyWhenRevokedAtOneStudioIsRefusedAtTheOtherSoon() {
		StudioClient admin = client(0).admin();
		Answer made = admin.post("/api/admin/api-keys", "{\"name\":\"two\",\"roles\":[\"USER\"]}");
		assertThat(made.status()).isEqualTo(201);
		String key = made.json().get("key").asString();
		for (int studio = 0; studio < 2; studio++) {
			assertThat(client(studio).with("X-API-Key", key).get("/api/me").status()).isEqualTo(200);
		}
		assertThat(admin.delete("/api/admin/api-keys/" + made.json().get("id").asString()).status()).isEqualTo(204);
		assertThat(client(0).with("X-API-Key", key).get("/api/me").status()).isEqualTo(401);
		// Less than the minute for which a look-up is good, so that it is the news that
		// counts.
		long end = System.nanoTime() + Duration.ofSeconds(45).toNanos();
		int status = 200;
		while (status == 200 && System.nanoTime() < end) {
			status = client(1).with("X-API-Key", key).get("/api/me").status();
		}
		assertThat(status).isEqualTo(401);
	}

	private static void createAccount(String name) {
		RunningApplication studio = studios.get(0);
		studio.bean(Accounts.class)
			.create(name, studio.bean(PasswordEncoder.class).encode(PASSWORD), List.of("ROLE_USER"));
	}

	private static String confirmation(String name) {
		String ticket = await().atMost(Duration.ofMinutes(1)).until(() -> DELIVERED.get(name), Objects::nonNull);
		return "{\"ticket\":\"%s\",\"new_password\":\"%s\"}".formatted(ticket, NEXT);
	}

	private static StudioClient client(int studio) {
		return new StudioClient(studios.get(studio).port());
	}

	private static Answer login(int studio, String name, String password) {
		return client(studio).post("/api/auth/login",
				"{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
	}

	@Configuration(proxyBeanMethods = false)
	static class Delivery {

		@Bean
		@Primary
		ResetDelivery toTheTest() {
			return DELIVERED::put;
		}

	}

}
