package dev.hardening.ratelimit.servlet;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.hardening.ratelimit.ManualTimeMeter;
import dev.hardening.ratelimit.RateLimit;
import dev.hardening.ratelimit.RateLimitExempt;
import dev.hardening.ratelimit.RateLimitKeyResolver;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * An application on a real port, and the client to attack it with.
 */
final class LimitedApplication implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private final ManualTimeMeter clock;

	private LimitedApplication(ConfigurableApplicationContext context) {
		this.context = context;
		this.clock = context.getBean(ManualTimeMeter.class);
	}

	static LimitedApplication start(String... properties) {
		String[] all = Arrays.copyOf(properties, properties.length + 1);
		all[properties.length] = "server.port=0";
		return new LimitedApplication(new SpringApplicationBuilder(Application.class).web(WebApplicationType.SERVLET)
			.properties(Arrays.stream(all)
				.collect(Collectors.toMap((line) -> line.substring(0, line.indexOf('=')),
						(line) -> (Object) line.substring(line.indexOf('=') + 1))))
			.run());
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	ManualTimeMeter clock() {
		return this.clock;
	}

	int port() {
		return ((ServletWebServerApplicationContext) this.context).getWebServer().getPort();
	}

	HttpResponse<String> get(String path, String... headers) throws Exception {
		return send("GET", path, headers);
	}

	HttpResponse<String> send(String method, String path, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
			.method(method, HttpRequest.BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		return CLIENT.send(request.build(), BodyHandlers.ofString());
	}

	int calls(String name) {
		return this.context.getBean(Application.class).counter(name).get();
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Retention(RetentionPolicy.RUNTIME)
	@RateLimit(limits = "2/1m", name = "meta")
	@interface TwoPerMinute {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class })
	@Import({ Handlers.class, Annotated.class, AnnotatedClass.class, ExemptClass.class, FormHandlers.class })
	static class Application {

		private final Map<String, AtomicInteger> counters = new ConcurrentHashMap<>();

		AtomicInteger counter(String name) {
			return this.counters.computeIfAbsent(name, (key) -> new AtomicInteger());
		}

		@Bean
		ManualTimeMeter clock() {
			return new ManualTimeMeter();
		}

		@Bean
		RateLimitKeyResolver tenant() {
			return (request, identity) -> request.header("X-Tenant");
		}

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.csrf((csrf) -> csrf.disable())
				.cors(Customizer.withDefaults())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

		@Bean
		InMemoryUserDetailsManager users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("alice").password("{noop}alice").authorities("ROLE_PRO", "ACTUATOR").build(),
					User.withUsername("bob").password("{noop}bob").authorities("ROLE_USER").build(),
					User.withUsername("127.0.0.1").password("{noop}address").authorities("ROLE_USER").build());
		}

	}

	@RestController
	static class Handlers {

		private final Application application;

		Handlers(Application application) {
			this.application = application;
		}

		@RequestMapping({ "/open", "/api/orders", "/api/orders/{id}", "/login", "/other", "/files/{name}" })
		String open(HttpServletRequest request) {
			this.application.counter("open").incrementAndGet();
			return "open";
		}

		@GetMapping("/forward")
		void forward(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
			RequestDispatcher dispatcher = request.getRequestDispatcher("/open");
			dispatcher.forward(request, response);
		}

		@GetMapping("/async")
		Callable<String> async() {
			return () -> "async";
		}

		@GetMapping("/fail")
		String fail() {
			throw new IllegalStateException("unexpected");
		}

		@GetMapping("/item/{id}")
		String item(@PathVariable String id) {
			return id;
		}

		@RateLimitExempt
		@GetMapping("/item/free")
		String free() {
			return "free";
		}

	}

	@RestController
	static class Annotated {

		@RateLimit("3/1m")
		@PostMapping("/annotated")
		String annotated() {
			return "annotated";
		}

		@RateLimit(value = { "3/1m", "5/1h" }, name = "named", cost = 3)
		@GetMapping("/costly")
		String costly() {
			return "costly";
		}

		@TwoPerMinute
		@GetMapping("/meta")
		String meta() {
			return "meta";
		}

		@RateLimit(limits = "1/1h", name = "uploads")
		@PostMapping("/upload")
		String upload(@RequestParam MultipartFile file) {
			return file.getName();
		}

		@RateLimit(limits = "1/1h", name = "own-uploads", key = "principal")
		@PostMapping("/upload/own")
		String own(@RequestParam MultipartFile file) {
			return file.getName();
		}

		@RateLimit(limits = "1/1m", name = "late")
		@GetMapping("/annotated-async")
		Callable<String> async() {
			return () -> "async";
		}

	}

	@RestController
	@RateLimit("2/1m")
	static class AnnotatedClass {

		@GetMapping("/class/one")
		String one() {
			return "one";
		}

		@GetMapping("/class/two")
		String two() {
			return "two";
		}

		@RateLimitExempt
		@GetMapping("/class/free")
		String free() {
			return "free";
		}

	}

	@RestController
	@RateLimitExempt
	static class ExemptClass {

		@RequestMapping("/exempt")
		String exempt() {
			return "exempt";
		}

		@RateLimit(limits = "1/1m", name = "within-exempt")
		@GetMapping("/exempt/limited")
		String limited() {
			return "limited";
		}

	}

}
