package dev.hardening.shutdown;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the shutdown over a real port.
 */
@ExtendWith(OutputCaptureExtension.class)
class ShutdownOverHttpTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void closeWhenDrainingServesOnWhileReadinessFails(CapturedOutput output) throws Exception {
		ServletWebServerApplicationContext context = start("--hardening.shutdown.drain-delay=6s");
		int port = context.getWebServer().getPort();
		assertThat(send(port, "/ready")).isEqualTo(200);
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			Future<?> closing = threads.submit(context::close);
			while (send(port, "/ready") != 503) {
				assertThat(closing.isDone()).isFalse();
			}
			assertThat(send(port, "/work")).isEqualTo(200);
			assertThat(send(port, "/live")).isEqualTo(200);
			closing.get();
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(output).contains("readiness fails, requests are served for another 6000 ms",
				"drained, the server closes", "the server and all executors have stopped");
	}

	@Test
	void closeWhenUnderLoadLosesNoRequestThatABalancerSends() throws Exception {
		ServletWebServerApplicationContext context = start("--hardening.shutdown.drain-delay=6s");
		int port = context.getWebServer().getPort();
		ExecutorService threads = Executors.newCachedThreadPool();
		AtomicBoolean lookedAway = new AtomicBoolean();
		AtomicInteger answered = new AtomicInteger();
		try {
			List<Future<?>> clients = new ArrayList<>();
			for (int i = 0; i < 16; i++) {
				clients.add(threads.submit(() -> load(port, lookedAway, answered)));
			}
			clients.add(threads.submit(() -> lookAwayWhenNotReady(port, lookedAway)));
			while (answered.get() < 100 && clients.stream().noneMatch(Future::isDone)) {
				Thread.onSpinWait();
			}
			context.close();
			for (Future<?> client : clients) {
				client.get();
			}
			assertThat(answered).hasValueGreaterThanOrEqualTo(100);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void closeWhenARequestIsInFlightWaitsForIt() throws Exception {
		ServletWebServerApplicationContext context = start();
		int port = context.getWebServer().getPort();
		Application application = context.getBean(Application.class);
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			Future<Integer> request = threads.submit(() -> send(port, "/slow"));
			application.entered.await();
			Future<?> closing = threads.submit(context::close);
			while (accepts(port)) {
				Thread.onSpinWait();
			}
			assertThat(closing.isDone()).isFalse();
			application.release.countDown();
			assertThat(request.get()).isEqualTo(200);
			closing.get();
		}
		finally {
			threads.shutdownNow();
		}
	}

	private Void load(int port, AtomicBoolean lookedAway, AtomicInteger answered) throws Exception {
		while (!lookedAway.get()) {
			assertThat(send(port, "/work")).isEqualTo(200);
			answered.incrementAndGet();
		}
		return null;
	}

	private Void lookAwayWhenNotReady(int port, AtomicBoolean lookedAway) throws Exception {
		try {
			while (send(port, "/ready") == 200) {
				Thread.onSpinWait();
			}
			return null;
		}
		finally {
			lookedAway.set(true);
		}
	}

	private boolean accepts(int port) throws InterruptedException {
		try {
			return HttpClient.newHttpClient()
				.send(request(port, "/live"), HttpResponse.BodyHandlers.discarding())
				.statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private int send(int port, String path) throws IOException, InterruptedException {
		return this.client.send(request(port, path), HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	private HttpRequest request(int port, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
			.timeout(Duration.ofSeconds(30))
			.build();
	}

	private ServletWebServerApplicationContext start(String... arguments) {
		return (ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class)
			.properties(Map.of("server.port", "0", "hardening.rate-limit.enabled", "false",
					// The first check opens the pool of connections, which takes its
					// time.
					"hardening.health.timeout", "1m"))
			.run(arguments);
	}

	@RestController
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	static class Application {

		final CountDownLatch entered = new CountDownLatch(1);

		final CountDownLatch release = new CountDownLatch(1);

		@Bean
		SecurityFilterChain open(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

		@GetMapping("/work")
		String work() {
			return "done";
		}

		@GetMapping("/slow")
		String slow() throws InterruptedException {
			this.entered.countDown();
			this.release.await();
			return "done";
		}

	}

}
