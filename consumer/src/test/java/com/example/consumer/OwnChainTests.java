package com.example.consumer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application has a security chain of its own and keeps every control.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "hardening.rate-limit.policies.api.limits=3/1m")
@Import(OwnChainTests.OwnChain.class)
class OwnChainTests {

	@LocalServerPort
	private int port;

	@Test
	void greetingWhenTheOwnChainOpensItKeepsHeadersAndLimits() throws Exception {
		HttpResponse<String> response = get("/greeting");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().allValues("Content-Security-Policy")).hasSize(1);
		assertThat(response.headers().firstValue("X-RateLimit-Limit")).hasValue("3");
		get("/greeting");
		get("/greeting");
		HttpResponse<String> refused = get("/greeting");
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().allValues("Content-Security-Policy")).hasSize(1);
		assertThat(refused.headers().firstValue("X-Request-ID")).isPresent();
	}

	private HttpResponse<String> get(String path) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path)).build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class OwnChain {

		@Bean
		SecurityFilterChain ownChain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

	}

}
