package dev.hardening.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.hardening.jwt.IssuedTokens;
import dev.hardening.jwt.JwtSubject;
import dev.hardening.jwt.JwtTokenService;
import dev.hardening.signedurl.SignedUrlService;
import dev.hardening.signedurl.UrlToSign;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances of an application on two ports, and what one has to know of the other.
 */
abstract class TwoNodes {

	private static final int CALLERS = 12;

	abstract RunningApplication node(int number);

	static RunningApplication start(String... properties) {
		List<String> all = new ArrayList<>(List.of("hardening.jwt.secret=q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa",
				"hardening.signed-urls.secret=Zk3Xw9vQ7tLm2sRf8yHb5nJd4gPc6aUe", "hardening.signed-urls.paths=/files/*",
				"hardening.rate-limit.enabled=false", "hardening.security.rules[0].paths=/refresh",
				"hardening.security.rules[0].access=permit-all"));
		all.addAll(List.of(properties));
		return RunningApplication.start(Application.class, all.toArray(String[]::new));
	}

	@Test
	void tokenWhenSignedOutOnOneNodeIsRefusedOnTheOther() {
		IssuedTokens tokens = issue(0, "ada");
		IssuedTokens others = issue(1, "ada");
		assertThat(me(0, tokens)).isEqualTo(200);
		assertThat(me(1, tokens)).isEqualTo(200);
		assertThat(node(1).send("POST", "/logout", "Authorization", "Bearer " + tokens.accessToken()).statusCode())
			.isEqualTo(200);
		assertThat(me(0, tokens)).isEqualTo(401);
		assertThat(me(1, tokens)).isEqualTo(401);
		assertThat(refresh(0, tokens.refreshToken())).isEqualTo(401);
		assertThat(me(0, others)).isEqualTo(200);
	}

	@Test
	void refreshTokenWhenUsedAgainOnTheOtherNodeEndsTheSession() {
		IssuedTokens first = issue(0, "ada");
		IssuedTokens second = node(1).bean(JwtTokenService.class).refresh(first.refreshToken());
		assertThat(me(0, second)).isEqualTo(200);
		assertThat(refresh(0, first.refreshToken())).isEqualTo(401);
		assertThat(me(1, second)).isEqualTo(401);
		assertThat(me(0, first)).isEqualTo(401);
		assertThat(refresh(1, second.refreshToken())).isEqualTo(401);
	}

	@Test
	void refreshTokenWhenUsedOnBothNodesAtOnceIsGoodForOne() throws Exception {
		IssuedTokens tokens = issue(0, "ada");
		assertThat(successes((caller) -> refresh(caller % 2, tokens.refreshToken()))).isEqualTo(1);
	}

	@Test
	void tokensOfASubjectWhenAllAreRevokedAreRefusedOnBothNodesAndNewOnesAreGood() {
		IssuedTokens one = issue(0, "grace");
		IssuedTokens two = issue(1, "grace");
		IssuedTokens others = issue(1, "ada");
		node(0).bean(JwtTokenService.class).revokeAll("grace");
		IssuedTokens fresh = issue(1, "grace");
		for (int node = 0; node < 2; node++) {
			assertThat(me(node, one)).isEqualTo(401);
			assertThat(me(node, two)).isEqualTo(401);
			assertThat(refresh(node, two.refreshToken())).isEqualTo(401);
			assertThat(me(node, others)).isEqualTo(200);
			assertThat(me(node, fresh)).isEqualTo(200);
		}
		IssuedTokens refreshed = node(0).bean(JwtTokenService.class).refresh(fresh.refreshToken());
		assertThat(me(1, refreshed)).isEqualTo(200);
		node(1).bean(JwtTokenService.class).revokeAll("grace");
		assertThat(me(0, refreshed)).isEqualTo(401);
		assertThat(refresh(1, refreshed.refreshToken())).isEqualTo(401);
	}

	@Test
	void linkWhenForASingleUseIsGoodOnceOnBothNodes() throws Exception {
		String link = node(0).bean(SignedUrlService.class).sign(UrlToSign.get("/files/a").once()).url();
		String path = link.substring(link.indexOf("/files"));
		assertThat(node(1).send("HEAD", path).statusCode()).isEqualTo(200);
		assertThat(successes((caller) -> node(caller % 2).get(path).statusCode())).isEqualTo(1);
		assertThat(node(1).send("HEAD", path).statusCode()).isEqualTo(403);
	}

	final IssuedTokens issue(int node, String name) {
		return node(node).bean(JwtTokenService.class).issue(JwtSubject.of(name, "ROLE_USER"));
	}

	final int me(int node, IssuedTokens tokens) {
		return node(node).get("/me", "Authorization", "Bearer " + tokens.accessToken()).statusCode();
	}

	final int refresh(int node, String token) {
		return node(node).send("POST", "/refresh", "X-Refresh", token).statusCode();
	}

	private static int successes(Attempt attempt) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
		try {
			List<Callable<Integer>> calls = new ArrayList<>();
			for (int i = 0; i < CALLERS; i++) {
				int caller = i;
				calls.add(() -> attempt.status(caller));
			}
			int successes = 0;
			for (Future<Integer> call : threads.invokeAll(calls)) {
				assertThat(call.get()).isIn(200, 401, 403);
				successes += (call.get() == 200) ? 1 : 0;
			}
			return successes;
		}
		finally {
			threads.shutdown();
		}
	}

	/**
	 * One of several requests that are sent at once.
	 */
	private interface Attempt {

		int status(int caller);

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
	record Controller(JwtTokenService tokens) {

		@GetMapping({ "/me", "/files/a" })
		String me() {
			return "me";
		}

		@PostMapping("/logout")
		void logout(@AuthenticationPrincipal Jwt jwt) {
			this.tokens.revoke(jwt);
		}

		@PostMapping("/refresh")
		IssuedTokens refresh(@RequestHeader("X-Refresh") String token) {
			return this.tokens.refresh(token);
		}

	}

}
