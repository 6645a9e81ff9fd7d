package dev.hardening.jwt.servlet;

import java.net.http.HttpResponse;
import java.security.Principal;

import dev.hardening.jwt.IssuedTokens;
import dev.hardening.jwt.JwtSubject;
import dev.hardening.jwt.JwtTokenService;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tokens over the wire, from sign-in to logout.
 */
class JwtOverHttpTests {

	private static RunningApplication application;

	@BeforeAll
	static void start() {
		application = RunningApplication.start(Application.class,
				"hardening.jwt.secret=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa", "hardening.jwt.issuer=studio",
				"hardening.security.rules[0].paths=/refresh", "hardening.security.rules[0].access=permit-all",
				"hardening.security.rules[1].paths=/admin/**", "hardening.security.rules[1].access=hasRole('ADMIN')");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void accessTokenWhenGoodAuthenticates() {
		HttpResponse<String> response = get("/me", issue("ROLE_USER").accessToken());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("ada");
	}

	@Test
	void refreshTokenWhenPresentedAsAccessTokenIsRefused() {
		HttpResponse<String> response = get("/me", issue("ROLE_USER").refreshToken());
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().allValues("www-authenticate")).containsExactly("Bearer error=\"invalid_token\"");
		assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
	}

	@Test
	void roleWhenMissingIsForbiddenWithTheCodeOfTheRfc() {
		HttpResponse<String> response = get("/admin/it", issue("ROLE_USER").accessToken());
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.headers().allValues("www-authenticate"))
			.containsExactly("Bearer error=\"insufficient_scope\"");
		assertThat(response.body()).contains("\"error\":\"forbidden\"");
		assertThat(get("/admin/it", issue("ROLE_ADMIN").accessToken()).statusCode()).isEqualTo(200);
	}

	@Test
	void refreshTokenWhenUsedTwiceEndsTheSession() {
		IssuedTokens first = issue("ROLE_USER");
		HttpResponse<String> second = application.send("POST", "/refresh?token=" + first.refreshToken());
		assertThat(second.statusCode()).isEqualTo(200);
		assertThat(second.body()).contains("\"access_token\"", "\"token_type\":\"Bearer\"", "\"expires_in\":3600",
				"\"refresh_token\"");
		assertThat(application.send("POST", "/refresh?token=" + first.refreshToken()).statusCode()).isEqualTo(401);
		String newest = second.body().replaceAll(".*\"refresh_token\":\"([^\"]+)\".*", "$1");
		assertThat(application.send("POST", "/refresh?token=" + newest).statusCode()).isEqualTo(401);
		assertThat(get("/me", first.accessToken()).statusCode()).isEqualTo(401);
	}

	@Test
	void logoutWhenDoneRefusesAllTokensOfTheSession() {
		IssuedTokens tokens = issue("ROLE_USER");
		assertThat(application.send("POST", "/logout", "Authorization", "Bearer " + tokens.accessToken()).statusCode())
			.isEqualTo(200);
		assertThat(get("/me", tokens.accessToken()).statusCode()).isEqualTo(401);
		assertThat(application.send("POST", "/refresh?token=" + tokens.refreshToken()).statusCode()).isEqualTo(401);
	}

	@Test
	void tokenWhenInTheUrlIsNotRead() {
		assertThat(application.get("/me?access_token=" + issue("ROLE_USER").accessToken()).statusCode()).isEqualTo(401);
	}

	private IssuedTokens issue(String authority) {
		return application.bean(JwtTokenService.class).issue(JwtSubject.of("ada", authority));
	}

	private HttpResponse<String> get(String path, String token) {
		return application.get(path, "Authorization", "Bearer " + token);
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Controller controller(JwtTokenService tokens) {
			return new Controller(tokens);
		}

	}

	@RestController
	static class Controller {

		private final JwtTokenService tokens;

		Controller(JwtTokenService tokens) {
			this.tokens = tokens;
		}

		@GetMapping("/me")
		String me(Principal principal) {
			return principal.getName();
		}

		@GetMapping("/admin/it")
		String admin() {
			return "admin";
		}

		@PostMapping("/refresh")
		IssuedTokens refresh(@RequestParam String token) {
			return this.tokens.refresh(token);
		}

		@PostMapping("/logout")
		void logout(@AuthenticationPrincipal Jwt token) {
			this.tokens.revoke(token);
		}

	}

}
