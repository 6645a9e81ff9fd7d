package dev.hardening.lockout.servlet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.hardening.test.CountedInRedis;
import dev.hardening.test.RealRedis;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Locks that several instances share over a real Redis, that an operator ends at one of
 * them, and what clients meet when that Redis is lost.
 */
@Tag("long")
class SharedLockoutOverHttpTests {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final String SOMEBODY = "m3Vq8Zt1Xy6Wc0Rb5Nk9Lp2Hs7Jd4GfA";

	private static final String OPERATOR = "k7Tn2Qw9Zr4Vb6Xc1Mh8Jp5Ls3Gd0FyE";

	private static final Duration SECONDS = Duration.ofSeconds(20);

	private final RealRedis redis = RealRedis.start();

	private final List<ConfigurableApplicationContext> instances = new ArrayList<>();

	@AfterEach
	void stop() {
		this.instances.forEach(ConfigurableApplicationContext::close);
		this.redis.close();
	}

	@Test
	void lockWhenMadeAtOneInstanceHoldsAtTheOtherUntilItIsEndedAtEither() throws Exception {
		start();
		start();
		for (int lock = 0; lock < 2; lock++) {
			String address = "203.0.113.1" + lock;
			lockOut(lock, address);
			assertThat(login(0, address, "right")).isEqualTo(429);
			assertThat(login(1, address, "right")).isEqualTo(429);
			assertThat(login(1, "203.0.113.2", "right")).as("another address").isEqualTo(200);
			String path = "/actuator/lockout/login/" + address + "%7C/login";
			assertThat(operate(1 - lock, "GET", path, OPERATOR).body()).contains("\"locked\":true");
			assertThat(operate(1 - lock, "DELETE", path, OPERATOR).statusCode()).isEqualTo(204);
			assertThat(operate(lock, "GET", path, OPERATOR).body()).contains("\"locked\":false");
			awaitLogin(1 - lock, address);
			awaitLogin(lock, address);
		}
	}

	@Test
	void lockWhenItIsTheSecondAtEitherInstanceIsTheLongerOne() throws Exception {
		start("hardening.lockout.tracks.login.lock=1s,1h");
		start("hardening.lockout.tracks.login.lock=1s,1h");
		lockOut(0, "203.0.113.1");
		awaitLogin(1, "203.0.113.1");
		lockOut(1, "203.0.113.1");
		HttpResponse<String> refused = send(0, "203.0.113.1", "right");
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isGreaterThan(60);
	}

	@Test
	void lockIsEndedByNobodyButAnOperator() throws Exception {
		start();
		lockOut(0, "203.0.113.1");
		String path = "/actuator/lockout/login/203.0.113.1%7C/login";
		assertThat(operate(0, "DELETE", path, null).statusCode()).isEqualTo(401);
		assertThat(operate(0, "DELETE", path, SOMEBODY).statusCode()).isEqualTo(403);
		assertThat(operate(0, "DELETE", "/actuator/lockout/unknown/203.0.113.1", OPERATOR).statusCode()).isEqualTo(404);
		assertThat(login(0, "203.0.113.1", "right")).isEqualTo(429);
		assertThat(operate(0, "GET", "/actuator/lockout", OPERATOR).body()).contains("\"login\"", "\"failures\":5");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ',
			value = { "ip 203.0.113.1", "path login", "ip,path 203.0.113.1%7C/login", "path,ip login%7C203.0.113.1",
					"username alice", "username user:Alice", "username,ip alice%7C203.0.113.1",
					"ip,username,path 203.0.113.1%7Calice%7C/login" })
	void lockIsFoundByTheKeyOfTheTrack(String parts, String key) throws Exception {
		start("hardening.lockout.tracks.login.key=" + parts);
		lockOut(0, "203.0.113.1");
		assertThat(login(0, "203.0.113.1", "right")).isEqualTo(429);
		assertThat(operate(0, "DELETE", "/actuator/lockout/login/" + key, OPERATOR).statusCode()).isEqualTo(204);
		awaitLogin(0, "203.0.113.1");
	}

	@Test
	void lockOfAnIpv6ClientIsFoundByAnyOfItsAddresses() throws Exception {
		start();
		lockOut(0, "2001:db8:1:2::3");
		assertThat(login(0, "2001:db8:1:2::4", "right")).isEqualTo(429);
		assertThat(operate(0, "DELETE", "/actuator/lockout/login/2001:db8:1:2::5%7C/login", OPERATOR).statusCode())
			.isEqualTo(204);
		awaitLogin(0, "2001:db8:1:2::3");
	}

	@Test
	void lockWhenRedisIsLostCannotBeEndedAndTheOperatorIsTold() throws Exception {
		start();
		lockOut(0, "203.0.113.1");
		this.redis.stop();
		String path = "/actuator/lockout/login/203.0.113.1%7C/login";
		HttpResponse<String> refused = operate(0, "DELETE", path, OPERATOR);
		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(refused.body()).contains("\"error\":\"unavailable\"");
		assertThat(refused.headers().firstValue("Retry-After")).isPresent();
	}

	@Test
	void loginWhenRedisIsLostIsLockedByTheInstanceOnOneConnection() throws Exception {
		start();
		this.redis.stop();
		// By hand: a client would open another connection and hide that one was closed.
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(0))) {
			socket.setSoTimeout(60_000);
			BufferedReader answers = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			for (int i = 0; i < 10; i++) {
				String body = "{\"username\":\"alice\",\"password\":\"wrong\"}";
				socket.getOutputStream()
					.write(("POST /login HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.1\r\n"
							+ "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
						.getBytes(StandardCharsets.UTF_8));
				assertThat(answers.readLine()).as("answer %d", i).startsWith("HTTP/1.1 " + ((i < 5) ? "401" : "429"));
				skipAnswer(answers);
			}
		}
	}

	@Test
	void loginsWhenRedisIsLostAndReturnsInTheMiddleAreAllAnswered() throws Exception {
		// Those that are under way as Redis is lost wait for so long.
		start("hardening.rate-limit.redis.timeout=2s");
		start("hardening.rate-limit.redis.timeout=2s");
		AtomicBoolean stop = new AtomicBoolean();
		AtomicInteger answered = new AtomicInteger();
		ExecutorService threads = Executors.newFixedThreadPool(6);
		try {
			List<Future<?>> clients = new ArrayList<>();
			for (int i = 0; i < 6; i++) {
				int client = i;
				clients.add(threads.submit(() -> {
					for (int request = 0; !stop.get(); request++) {
						// A new address every ten, so that locks begin all the time.
						String address = "203.0.%d.%d".formatted(client, request / 10 % 250);
						assertThat(login(request % 2, address, "wrong")).isIn(401, 429);
						answered.incrementAndGet();
					}
					return null;
				}));
			}
			await(answered, 100);
			this.redis.stop();
			await(answered, answered.get() + 200);
			this.redis.restart();
			await(answered, answered.get() + 200);
			stop.set(true);
			for (Future<?> client : clients) {
				client.get();
			}
		}
		finally {
			stop.set(true);
			threads.shutdownNow();
		}
		awaitShared();
	}

	// A lock that was begun while there was no Redis stays where it was: each time
	// another
	// address.
	private void awaitShared() {
		AtomicInteger addresses = new AtomicInteger();
		Awaitility.await().atMost(SECONDS).until(() -> {
			String address = "198.51.100." + addresses.incrementAndGet();
			for (int failure = 0; failure < 5; failure++) {
				login(0, address, "wrong");
			}
			return login(1, address, "right") == 429;
		});
	}

	private static void await(AtomicInteger counter, int count) {
		Awaitility.await().atMost(SECONDS.multipliedBy(3)).until(() -> counter.get() >= count);
	}

	private void awaitLogin(int instance, String address) {
		Awaitility.await().atMost(SECONDS).until(() -> login(instance, address, "right") == 200);
	}

	private void lockOut(int instance, String address) throws Exception {
		for (int i = 0; i < 5; i++) {
			assertThat(login(instance, address, "wrong")).isEqualTo(401);
		}
	}

	private void start(String... properties) {
		Map<String, Object> all = new LinkedHashMap<>();
		List.of("server.port=0", "hardening.rate-limit.policies.api.enabled=false",
				"hardening.client-ip.trusted-proxies=127.0.0.1/32",
				"spring.data.redis.url=redis://127.0.0.1:" + this.redis.port(),
				"hardening.rate-limit.redis.timeout=20s", "hardening.rate-limit.redis.retry-after-failure=500ms",
				"hardening.lockout.tracks.login.paths=/login", "hardening.lockout.tracks.login.key=ip,path",
				"hardening.lockout.tracks.login.failures=5", "hardening.security.rules[0].paths=/login",
				"hardening.security.rules[0].access=permit-all", "management.endpoints.web.exposure.include=lockout",
				"hardening.api-keys.keys.somebody.value=" + SOMEBODY, "hardening.api-keys.keys.somebody.scopes=read",
				"hardening.api-keys.keys.operator.value=" + OPERATOR,
				"hardening.api-keys.keys.operator.scopes=actuator", "hardening.api-keys.enabled=true",
				"hardening.api-keys.store=none")
			.forEach((pair) -> put(all, pair));
		List.of(properties).forEach((pair) -> put(all, pair));
		this.instances.add(new SpringApplicationBuilder(LockoutByNameOverHttpTests.Application.class)
			.web(WebApplicationType.SERVLET)
			.properties(all)
			.run());
		int last = this.instances.size() - 1;
		CountedInRedis.await(this.instances.get(last).getBean(MeterRegistry.class),
				() -> operate(last, "GET", "/actuator/lockout/login/198.51.100.254", OPERATOR));
	}

	private static void put(Map<String, Object> properties, String pair) {
		properties.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
	}

	private int port(int instance) {
		return ((ServletWebServerApplicationContext) this.instances.get(instance)).getWebServer().getPort();
	}

	private int login(int instance, String address, String password) throws Exception {
		return send(instance, address, password).statusCode();
	}

	private HttpResponse<String> send(int instance, String address, String password) throws Exception {
		String body = "{\"username\":\"alice\",\"password\":\"%s\"}".formatted(password);
		return CLIENT.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(instance) + "/login"))
			.header("Content-Type", "application/json")
			.header("X-Forwarded-For", address)
			.POST(BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> operate(int instance, String method, String path, String key) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(instance) + path))
			.method(method, BodyPublishers.noBody());
		if (key != null) {
			request.header("X-API-Key", key);
		}
		return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static void skipAnswer(BufferedReader answers) throws IOException {
		int length = 0;
		for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
			length = line.regionMatches(true, 0, "Content-Length:", 0, 15)
					? Integer.parseInt(line.substring(15).strip()) : length;
		}
		for (int i = 0; i < length; i++) {
			answers.read();
		}
	}

}
