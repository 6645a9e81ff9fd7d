package com.example.consumer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests run on virtual threads, and every control holds as on others.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.threads.virtual.enabled=true", "hardening.rate-limit.policies.api.limits=40/1h",
				"hardening.security.rules[0].paths=/thread", "hardening.security.rules[0].access=permit-all" })
@Import(VirtualThreadsTests.Threads.class)
class VirtualThreadsTests {

	private static final int REQUESTS = 120;

	@LocalServerPort
	private int port;

	@Test
	void requestsWhenManyAtOnceAreVirtualAndExactlyAsManyAsAllowed() {
		HttpClient client = HttpClient.newHttpClient();
		List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
		for (int i = 0; i < REQUESTS; i++) {
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/thread"))
				.header("X-Request-ID", "request-" + i)
				.build();
			sent.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
		}
		int admitted = 0;
		for (int i = 0; i < REQUESTS; i++) {
			HttpResponse<String> response = sent.get(i).join();
			assertThat(response.statusCode()).isIn(200, 429);
			assertThat(response.headers().firstValue("X-Request-ID")).hasValue("request-" + i);
			assertThat(response.headers().allValues("Content-Security-Policy")).hasSize(1);
			if (response.statusCode() == 200) {
				admitted++;
				assertThat(response.body()).startsWith("VirtualThread[");
			}
			else {
				assertThat(response.body()).contains("rate_limit_exceeded", "request-" + i);
			}
		}
		assertThat(admitted).isEqualTo(40);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Threads {

		@Bean
		Controller controller() {
			return new Controller();
		}

	}

	@RestController
	static class Controller {

		@GetMapping("/thread")
		String thread() {
			return Thread.currentThread().toString();
		}

	}

}
