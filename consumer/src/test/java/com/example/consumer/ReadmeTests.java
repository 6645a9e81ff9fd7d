package com.example.consumer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The YAML on the front page works as it is printed there.
 */
class ReadmeTests {

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start(@TempDir Path folder) throws IOException {
		String readme = Files.readString(Path.of("..", "README.md"));
		int start = readme.indexOf("```yaml\n") + "```yaml\n".length();
		Path yaml = folder.resolve("readme.yml");
		Files.writeString(yaml, readme.substring(start, readme.indexOf("```", start)));
		context = SpringApplication.run(ConsumerApplication.class, "--server.port=0",
				"--spring.config.additional-location=file:" + yaml, "--SECRET_KEY=kT8vQ2nB5xZ1rL9wY4mC7pD3sF6gH0jA");
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void rulesWhenAPathIsOpenLetEveryoneIn() throws Exception {
		assertThat(send(request("/api/public/nothing")).statusCode()).isEqualTo(404);
		assertThat(send(request("/greeting")).statusCode()).isEqualTo(401);
		assertThat(send(request("/greeting")).headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
	}

	@Test
	void corsWhenTheOriginIsListedIsGranted() throws Exception {
		HttpResponse<String> response = send(request("/greeting").header("Origin", "https://app.example.com")
			.header("Access-Control-Request-Method", "GET")
			.method("OPTIONS", BodyPublishers.noBody()));
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://app.example.com");
	}

	@Test
	void loginWhenAskedASixthTimeIsLimited() throws Exception {
		for (int i = 0; i < 5; i++) {
			assertThat(send(request("/api/auth/login").POST(BodyPublishers.noBody())).statusCode()).isEqualTo(401);
		}
		HttpResponse<String> response = send(request("/api/auth/login").POST(BodyPublishers.noBody()));
		assertThat(response.statusCode()).isEqualTo(429);
		assertThat(response.body()).contains("\"violated-policies\":[\"login\"]");
	}

	private HttpRequest.Builder request(String path) {
		int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}
