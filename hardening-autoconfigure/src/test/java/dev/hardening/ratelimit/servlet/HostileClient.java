package dev.hardening.ratelimit.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application under attack. Every test is a client of its own: the test is a trusted
 * proxy.
 */
abstract class HostileClient {

	static final AtomicInteger ADDRESSES = new AtomicInteger();

	static LimitedApplication application;

	final String address = "198.51.100." + ADDRESSES.incrementAndGet();

	@BeforeAll
	static void start() {
		application = LimitedApplication.start("hardening.client-ip.trusted-proxies=127.0.0.0/8",
				"hardening.cors.allowed-origins=https://app.example", policy("api.limits=1000/1m"),
				policy("login.paths=/login"), policy("login.limits=2/1h"), policy("orders.paths=/api/orders"),
				policy("orders.methods=GET"), policy("orders.limits=2/1h"), policy("tenant.paths=/api/orders/{id}"),
				policy("tenant.key=header:X-Tenant"), policy("tenant.limits=2/1h"), policy("bean.paths=/files/{name}"),
				policy("bean.key=bean:tenant"), policy("bean.limits=2/1h"), policy("everyone.paths=/other"),
				policy("everyone.key=global"), policy("everyone.limits=3/1h"), policy("user.paths=/item/**"),
				policy("user.key=principal"), policy("user.limits=2/1h"), policy("user.tiers.ROLE_PRO=4/1h"),
				policy("dispatched.paths=/forward,/async,/fail,/missing"), policy("dispatched.limits=50/1h"),
				policy("parallel.paths=/open"), policy("parallel.limits=20/1h"), policy("meta.limits=2/1m"),
				"hardening.rate-limit.blocklist=192.0.2.0/24", "hardening.rate-limit.safelist=203.0.113.9");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	private static String policy(String line) {
		return "hardening.rate-limit.policies." + line;
	}

	void exhaust(String path, int times) throws Exception {
		for (int i = 0; i < times; i++) {
			assertThat(get(path).statusCode()).isEqualTo(200);
		}
		assertThat(get(path).statusCode()).isEqualTo(429);
	}

	HttpResponse<String> get(String path) throws Exception {
		return send("GET", path);
	}

	HttpResponse<String> send(String method, String path, String... headers) throws Exception {
		List<String> all = new ArrayList<>(List.of(headers));
		all.add("X-Forwarded-For");
		all.add(this.address);
		return application.send(method, path, all.toArray(String[]::new));
	}

	static long remaining(HttpResponse<String> response, String policy) {
		String field = response.headers().firstValue("RateLimit").orElseThrow();
		String after = field.substring(field.indexOf("\"" + policy + "\";r=") + policy.length() + 5);
		return Long.parseLong(after.substring(0, after.indexOf(';')));
	}

	static String basic(String user, String password) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	static String raw(String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), application.port())) {
			socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
			OutputStream output = socket.getOutputStream();
			output.write(request.getBytes(StandardCharsets.ISO_8859_1));
			output.flush();
			InputStream input = socket.getInputStream();
			byte[] answer = input.readNBytes(64);
			return new String(answer, StandardCharsets.ISO_8859_1);
		}
	}

}
