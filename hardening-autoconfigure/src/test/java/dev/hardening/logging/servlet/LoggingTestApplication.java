package dev.hardening.logging.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.hardening.web.ControlReporter;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/**
 * An application that logs what it is given.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
class LoggingTestApplication {

	@Bean
	SecurityFilterChain chain(HttpSecurity http) {
		return http
			.authorizeHttpRequests((requests) -> requests.requestMatchers("/open/**", "/quiet/**", "/error")
				.permitAll()
				.anyRequest()
				.authenticated())
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

	@RestController
	static class Endpoints {

		private static final Logger logger = LoggerFactory.getLogger(Endpoints.class);

		private final AsyncTaskExecutor executor;

		Endpoints(AsyncTaskExecutor applicationTaskExecutor) {
			this.executor = applicationTaskExecutor;
		}

		@GetMapping("/me")
		String me() {
			logger.info("application says hello");
			return "demo";
		}

		@GetMapping({ "/open/hello", "/quiet/one" })
		String hello() {
			logger.atInfo().log("open says hello");
			return "hello";
		}

		@GetMapping("/tasks")
		Callable<String> tasks() throws Exception {
			this.executor.submit(() -> logger.info("task says hello")).get();
			return () -> {
				logger.info("callable says hello");
				return "done";
			};
		}

		@GetMapping("/open/fault")
		void fault() {
			throw new IllegalStateException("fault");
		}

		@GetMapping("/open/teapot")
		void teapot() {
			throw new ResponseStatusException(HttpStatus.valueOf(418));
		}

		@GetMapping("/open/refused")
		void refused(HttpServletRequest request) {
			request.setAttribute(ControlReporter.REFUSED_BY, "some-policy");
		}

		@GetMapping({ "/open/echo", "/open/echo/{part}" })
		String echo(HttpServletRequest request) {
			logger.warn("Asked for {} with {} by {}", request.getRequestURI(), request.getParameter("x"),
					request.getHeader("User-Agent"));
			return "echo";
		}

		@GetMapping("/open/reset/{token}")
		String reset(@PathVariable String token) {
			logger.info("Reset with {}", token);
			return "reset";
		}

		@GetMapping("/open/log")
		String log(HttpServletRequest request) {
			MDC.put("password", request.getParameter("password"));
			logger.atInfo()
				.addKeyValue("flavour", request.getParameter("flavour"))
				.addKeyValue("note", "token=" + request.getHeader("X-API-Key"))
				.log("The request says it all: password={}, flavour={}, {}, Cookie: {}",
						request.getParameter("password"), request.getParameter("flavour"),
						request.getHeader("Authorization"), request.getHeader("Cookie"));
			MDC.remove("password");
			return "logged";
		}

		@PostMapping("/open/body")
		void body(@RequestBody Map<String, String> body) {
			throw new IllegalStateException("Cannot use " + body, new IllegalArgumentException(
					"password=" + body.get("password") + "\nflavour: " + body.get("flavour")));
		}

		@PostMapping("/open/giant")
		void giant(@RequestBody String body) {
			MDC.put("note", body);
			logger.atWarn().addKeyValue("detail", body).log("The giant is {}", body);
			MDC.remove("note");
			throw new IllegalStateException("Cannot use " + body, new IllegalArgumentException(body));
		}

		@PostMapping("/open/form")
		void form(@RequestParam Map<String, String> form) {
			logger.warn("The form is {}", form);
			throw new IllegalStateException("Cannot use " + form);
		}

		@PostMapping("/open/upload")
		void upload(@RequestParam MultipartFile file, @RequestParam Map<String, String> form) throws IOException {
			logger.warn("The upload is {} with {} and {}", file.getOriginalFilename(),
					new String(file.getBytes(), StandardCharsets.UTF_8), form);
			throw new IllegalStateException("Cannot use " + form);
		}

	}

}
