package dev.hardening.security.servlet;

import java.net.http.HttpResponse;
import java.util.concurrent.Callable;

import dev.hardening.test.RunningApplication;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a caller meets where no mechanism is configured.
 */
class SecurityOverHttpTests {

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(Application.class, "hardening.security.rules[0].paths=/open/**",
				"hardening.security.rules[0].access=permit-all", "hardening.security.rules[1].paths=/shut",
				"hardening.security.rules[1].access=deny-all", "hardening.security.rules[2].paths=/mixed",
				"hardening.security.rules[2].methods=GET", "hardening.security.rules[2].access=permit-all");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/secret", "/nowhere", "/actuator", "/actuator/env", "/metrics", "/error", "/login",
			"/logout", "/open/../secret", "/Open/it", "/open", "/.well-known/openid-configuration" })
	void pathWhenNoRuleOpensItIsUnauthorized(String path) {
		HttpResponse<String> response = application.get(path.equals("/open") ? "/opened" : path);
		assertThat(response.statusCode()).isIn(401, 400);
		assertThat(response.headers().firstValue("set-cookie")).isEmpty();
	}

	@Test
	void refusalWhenNobodyIsAuthenticatedIsAProblem() {
		HttpResponse<String> response = application.get("/secret");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
		assertThat(response.headers().firstValue("cache-control").orElseThrow()).contains("no-store");
		assertThat(response.headers().allValues("www-authenticate")).containsExactly("Bearer");
		assertThat(response.body()).contains("\"error\":\"unauthorized\"").contains("\"instance\":\"/secret\"");
	}

	@Test
	void pathWhenOpenIsAnsweredByTheApplication() {
		assertThat(application.get("/open/it").statusCode()).isEqualTo(200);
		assertThat(application.send("POST", "/open/it").statusCode()).isEqualTo(200);
	}

	@Test
	void pathWhenOpenAndUnknownIsNotFound() {
		assertThat(application.get("/open/nowhere").statusCode()).isEqualTo(404);
	}

	@Test
	void failureWhenBehindAnOpenPathIsNotTurnedIntoUnauthorized() {
		assertThat(application.get("/open/boom").statusCode()).isEqualTo(500);
	}

	@Test
	void asynchronousAnswerWhenOpenIsDelivered() {
		HttpResponse<String> response = application.get("/open/later");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("later");
	}

	@Test
	void methodWhenNotInTheRuleIsNotOpened() {
		assertThat(application.get("/mixed").statusCode()).isEqualTo(200);
		assertThat(application.send("HEAD", "/mixed").statusCode()).isEqualTo(200);
		assertThat(application.send("POST", "/mixed").statusCode()).isEqualTo(401);
	}

	@Test
	void methodSecurityWhenNobodyIsAuthenticatedIsUnauthorized() {
		HttpResponse<String> response = application.get("/open/admin");
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.body()).contains("\"error\":\"unauthorized\"");
	}

	@Test
	void generatedUserWhenNothingIsConfiguredDoesNotExist() {
		assertThat(application.context().getBeanNamesForType(UserDetailsService.class)).isEmpty();
		assertThat(application.get("/secret", "Authorization", "Basic dXNlcjp1c2Vy").statusCode()).isEqualTo(401);
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Controller controller() {
			return new Controller();
		}

	}

	@RestController
	static class Controller {

		@RequestMapping({ "/", "/secret", "/open/it", "/shut", "/mixed" })
		String answer() {
			return "answer";
		}

		@GetMapping("/open/later")
		Callable<String> later() {
			return () -> "later";
		}

		@GetMapping("/open/boom")
		String boom() {
			throw new IllegalStateException("boom");
		}

		@PreAuthorize("hasRole('ADMIN')")
		@GetMapping("/open/admin")
		String admin() {
			return "admin";
		}

		@PostMapping("/open/who")
		String who(HttpServletRequest request) {
			return String.valueOf(request.getUserPrincipal());
		}

	}

}
