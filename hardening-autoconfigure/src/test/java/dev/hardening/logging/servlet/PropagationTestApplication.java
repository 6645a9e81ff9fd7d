package dev.hardening.logging.servlet;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * An application that works on a request in many threads, and asks another, itself.
 */
@EnableAsync
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
class PropagationTestApplication {

	@Bean
	SecurityFilterChain chain(HttpSecurity http) {
		return http
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/echo", "/error").permitAll().anyRequest().authenticated())
			.csrf((csrf) -> csrf.disable())
			.httpBasic((basic) -> {
			})
			.build();
	}

	@Bean
	UserDetailsService users() {
		return new InMemoryUserDetailsManager(
				User.withUsername("demo").password("{noop}demo-password-1").roles("USER").build());
	}

	@Bean
	Worker worker() {
		return new Worker();
	}

	static class Worker {

		private static final Logger logger = LoggerFactory.getLogger(Worker.class);

		@Async
		CompletableFuture<String> work() {
			logger.info("@Async says hello");
			return CompletableFuture.completedFuture(Thread.currentThread().toString());
		}

	}

	@RestController
	static class Endpoints {

		private static final Logger logger = LoggerFactory.getLogger(Endpoints.class);

		private final Worker worker;

		private final AsyncTaskExecutor executor;

		private final RestClient restClient;

		private final RestTemplateBuilder restTemplate;

		private final WebClient webClient;

		Endpoints(Worker worker, AsyncTaskExecutor applicationTaskExecutor, RestClient.Builder restClient,
				RestTemplateBuilder restTemplate, WebClient.Builder webClient) {
			this.worker = worker;
			this.executor = applicationTaskExecutor;
			this.restClient = restClient.build();
			this.restTemplate = restTemplate;
			this.webClient = webClient.build();
		}

		@GetMapping("/threads")
		Callable<String> threads() throws Exception {
			String thread = this.worker.work().get();
			this.executor.submit(() -> logger.info("executor says hello")).get();
			return () -> {
				logger.info("callable says hello");
				return thread;
			};
		}

		@GetMapping("/reactive")
		Mono<String> reactive() {
			return Mono.delay(Duration.ofMillis(5), Schedulers.parallel()).map((tick) -> {
				logger.info("parallel says hello");
				return "one";
			}).publishOn(Schedulers.boundedElastic()).map((one) -> {
				logger.info("elastic says hello");
				return Thread.currentThread().getName();
			});
		}

		@GetMapping("/ask/{client}")
		Object ask(@PathVariable String client, HttpServletRequest request) {
			String echo = "http://127.0.0.1:%d/echo".formatted(request.getLocalPort());
			return switch (client) {
				case "rest-client" -> this.restClient.get().uri(echo).retrieve().body(Map.class);
				case "rest-template" -> this.restTemplate.build().getForObject(echo, Map.class);
				case "web-client" -> this.webClient.get().uri(echo).retrieve().bodyToMono(Map.class).block();
				case "web-client-later" -> Mono.delay(Duration.ofMillis(5), Schedulers.parallel())
					.flatMap((tick) -> this.webClient.get().uri(echo).retrieve().bodyToMono(Map.class));
				default -> this.webClient.get()
					.uri(echo)
					.header("X-Request-ID", "own-id-001")
					.retrieve()
					.bodyToMono(Map.class);
			};
		}

		@GetMapping("/echo")
		Map<String, String> echo(HttpServletRequest request) {
			return Map.of("id", String.valueOf(request.getHeader("X-Request-ID")), "trace",
					String.valueOf(request.getHeader("traceparent")));
		}

	}

}
