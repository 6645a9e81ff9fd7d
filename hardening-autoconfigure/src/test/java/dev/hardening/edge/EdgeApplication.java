package dev.hardening.edge;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * A small application with a chain of its own, over a real port.
 */
final class EdgeApplication implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final HttpClient client = HttpClient.newHttpClient();

	private EdgeApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static EdgeApplication start(String... properties) {
		return startWith(Config.class, properties);
	}

	static EdgeApplication startWith(Class<?> more, String... properties) {
		return run(new SpringApplicationBuilder(Config.class, more), properties);
	}

	/**
	 * Start another application than the small one.
	 */
	static EdgeApplication of(Class<?> source, String... properties) {
		return run(new SpringApplicationBuilder(source), properties);
	}

	private static EdgeApplication run(SpringApplicationBuilder builder, String... properties) {
		List<String> all = new ArrayList<>(List.of("server.port=0", "spring.main.banner-mode=off",
				"spring.flyway.enabled=false", "sentry.dsn=", "management.otlp.metrics.export.enabled=false"));
		all.addAll(List.of(properties));
		return new EdgeApplication(builder.properties(all.toArray(String[]::new)).run());
	}

	int port() {
		return ((WebServerApplicationContext) this.context).getWebServer().getPort();
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
		return send("GET", path, headers);
	}

	HttpResponse<String> send(String method, String path, String... headers) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
			.method(method, HttpRequest.BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	/**
	 * Send bytes that no client would, and return all that comes back.
	 */
	String raw(String request) throws IOException {
		return raw(port(), request);
	}

	String raw(int port, String request) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration(excludeName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
			"org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration" })
	static class Config {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/private")
					.authenticated()
					.requestMatchers("/denied")
					.denyAll()
					.anyRequest()
					.permitAll())
				.csrf((csrf) -> csrf.ignoringRequestMatchers("/echo", "/logout", "/bodies/*")
					.ignoringRequestMatchers((request) -> request.getHeader("X-Without-Csrf") != null))
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		EdgeBodies bodies() {
			return new EdgeBodies();
		}

		@Bean
		Endpoints endpoints() {
			return new Endpoints();
		}

	}

	@RestController
	static class Endpoints {

		@GetMapping({ "/ok", "/health" })
		String ok() {
			return "ok";
		}

		@GetMapping(path = "/page", produces = MediaType.TEXT_HTML_VALUE)
		String page(@RequestAttribute Object cspNonce) {
			return "<script nonce=\"" + cspNonce + "\"></script>";
		}

		@GetMapping("/template")
		ModelAndView template() {
			return new ModelAndView((model, request, response) -> {
				response.setContentType(MediaType.TEXT_HTML_VALUE);
				response.getWriter().write("nonce=" + model.get("cspNonce"));
			});
		}

		@GetMapping("/cached")
		ResponseEntity<String> cached() {
			return ResponseEntity.ok().header("Cache-Control", "max-age=60").eTag("\"a\"").body("cached");
		}

		@GetMapping("/redirect")
		void redirect(HttpServletResponse response) throws IOException {
			response.sendRedirect("/ok");
		}

		@GetMapping("/target")
		String target(HttpServletRequest request) {
			return request.getRequestURL() + " " + request.isSecure();
		}

		@GetMapping("/async")
		Callable<String> async() {
			return () -> "async";
		}

		@GetMapping("/async-boom")
		Callable<String> asyncBoom() {
			return () -> {
				throw new IllegalStateException("secret detail");
			};
		}

		@GetMapping("/large")
		StreamingResponseBody large() {
			return (body) -> {
				for (int i = 0; i < 100; i++) {
					body.write(new byte[1024]);
				}
			};
		}

		@GetMapping("/powered")
		ResponseEntity<String> powered() {
			return ResponseEntity.ok().header("Server", "Homemade/1.0").header("X-Powered-By", "Coffee").body("ok");
		}

		@GetMapping("/not-modified")
		ResponseEntity<String> notModified() {
			return ResponseEntity.status(304).eTag("\"a\"").build();
		}

		@GetMapping("/boom")
		String boom() {
			throw new IllegalStateException("secret detail");
		}

		@GetMapping("/sends-error")
		void sendsError(HttpServletResponse response) throws IOException {
			response.sendError(418);
		}

		@GetMapping("/leaky")
		ResponseEntity<String> leaky() {
			return ResponseEntity.ok()
				.header("Server", "Homemade/1.0")
				.header("X-Powered-By", "Coffee")
				.header("X-Frame-Options", "SAMEORIGIN")
				.body("leaky");
		}

		@PostMapping("/echo")
		String echo() {
			return "echo";
		}

	}

}
