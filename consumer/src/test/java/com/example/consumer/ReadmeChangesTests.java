package com.example.consumer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.hardening.ratelimit.RateLimit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the front page says of changing one thing, with its YAML and its Java as they are
 * printed there.
 */
class ReadmeChangesTests {

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		String section = section();
		Path yaml = Files.writeString(folder.resolve("readme.yml"), block(section, "yaml", 0));
		context = new SpringApplicationBuilder(ConsumerApplication.class, Changes.class).run("--server.port=0",
				"--spring.config.additional-location=file:" + yaml);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void javaIsWhatRunsHere() throws IOException {
		String source = Files.readString(Path.of("src/test/java/com/example/consumer/ReadmeChangesTests.java"));
		String section = section();
		int first = section.indexOf("```java");
		assertThat(source).contains(indented(block(section, "java", first)),
				indented(block(section, "java", first + 1)));
	}

	@Test
	void headerWhenSetIsTheOnlyOneThatChanges() throws Exception {
		HttpResponse<String> response = send(request("/greeting"));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().allValues("Cross-Origin-Resource-Policy")).containsExactly("cross-origin");
		assertThat(response.headers().allValues("Content-Security-Policy")).hasSize(1);
		assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
	}

	@Test
	void limitsAreThoseOfTheYamlAndOfTheAnnotation() throws Exception {
		assertThat(send(request("/greeting")).headers().firstValue("X-RateLimit-Limit")).hasValue("1000");
		for (int i = 0; i < 3; i++) {
			assertThat(send(request("/reports")).statusCode()).isEqualTo(200);
		}
		assertThat(send(request("/reports")).statusCode()).isEqualTo(429);
	}

	@Test
	void queryWhenTooLongIsOnlyReported() throws Exception {
		assertThat(send(request("/greeting?text=" + "a".repeat(5000))).statusCode()).isEqualTo(200);
	}

	private static String section() throws IOException {
		String readme = Files.readString(Path.of("..", "README.md"));
		int start = readme.indexOf("## Change one thing");
		return readme.substring(start, readme.indexOf("\n## ", start));
	}

	private static String block(String section, String language, int from) {
		int start = section.indexOf("```" + language + "\n", from) + language.length() + 4;
		return section.substring(start, section.indexOf("```", start));
	}

	private static String indented(String code) {
		return code.indent(2).replaceAll("(?m)^  ", "\t\t");
	}

	private HttpRequest.Builder request(String path) {
		int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@RestController
	static class Changes {

		@RateLimit("3/1m")
		@GetMapping("/reports")
		String reports() {
			return "ready";
		}

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}

	}

}
