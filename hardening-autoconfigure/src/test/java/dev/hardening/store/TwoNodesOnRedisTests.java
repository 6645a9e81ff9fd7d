package dev.hardening.store;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.hardening.jwt.IssuedTokens;
import dev.hardening.signedurl.SignedUrlService;
import dev.hardening.signedurl.UrlToSign;
import dev.hardening.test.LogLines;
import dev.hardening.test.RealRedis;
import dev.hardening.test.RunningApplication;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances over one Redis, which also goes away for a while.
 */
@Tag("long")
class TwoNodesOnRedisTests extends TwoNodes {

	private static RealRedis redis;

	private static List<RunningApplication> nodes;

	@BeforeAll
	static void startNodes() {
		redis = RealRedis.start();
		nodes = List.of(startNode(), startNode());
	}

	private static RunningApplication startNode(String... more) {
		List<String> all = new ArrayList<>(List.of("spring.data.redis.url=redis://127.0.0.1:" + redis.port(),
				"hardening.shared-state.retry-after-failure=200ms"));
		all.addAll(List.of(more));
		if (more.length == 0) {
			all.add("hardening.shared-state.timeout=20s");
		}
		return start(all.toArray(String[]::new));
	}

	@AfterAll
	static void stopNodes() {
		nodes.forEach(RunningApplication::close);
		redis.close();
	}

	@Override
	RunningApplication node(int number) {
		return nodes.get(number);
	}

	@Test
	void requestWhenRedisIsAwayIsRefusedForTheTimeBeing() {
		IssuedTokens tokens = issue(0, "ada");
		String link = node(0).bean(SignedUrlService.class).sign(UrlToSign.get("/files/a").once()).url();
		String path = link.substring(link.indexOf("/files"));
		try (RunningApplication lenient = startNode("hardening.jwt.on-store-failure=allow",
				"hardening.shared-state.timeout=2s"); LogLines log = LogLines.of(GuardedSharedState.class)) {
			redis.stop();
			for (int i = 0; i < 20; i++) {
				assertUnavailable(node(0).get("/me", "Authorization", "Bearer " + tokens.accessToken()));
			}
			assertUnavailable(node(0).get(path));
			assertUnavailable(node(0).send("POST", "/refresh", "X-Refresh", tokens.refreshToken()));
			assertUnavailable(lenient.send("POST", "/refresh", "X-Refresh", tokens.refreshToken()));
			assertUnavailable(lenient.get(path));
			assertThat(lenient.get("/me", "Authorization", "Bearer " + tokens.accessToken()).statusCode())
				.isEqualTo(200);
			assertThat(node(0).get("/me", "Authorization", "Bearer x").statusCode()).isEqualTo(401);
			assertThat(failures(node(0))).isGreaterThan(20);
			// One of each instance that was asked.
			assertThat(log.lines()).hasSize(2)
				.allMatch((line) -> line.startsWith("ERROR The shared state in Redis does not answer (")
						&& line.contains("hardening.shared-state.retry-after-failure") && !line.contains(": null"));
			redis.restart();
		}
		assertThat(becomes(200, () -> me(0, tokens))).isTrue();
		assertThat(becomes(200, () -> me(1, tokens))).isTrue();
		// The link was not used up meanwhile.
		assertThat(becomes(200, () -> node(0).get(path).statusCode())).isTrue();
		assertThat(node(1).get(path).statusCode()).isEqualTo(403);
	}

	@Test
	void requestWhenRedisHangsIsRefusedForTheTimeBeing() {
		IssuedTokens tokens = issue(0, "ada");
		String[] bearer = { "Authorization", "Bearer " + tokens.accessToken() };
		try (RunningApplication impatient = startNode("hardening.shared-state.timeout=2s")) {
			assertThat(becomes(200, () -> impatient.get("/me", bearer).statusCode())).isTrue();
			redis.pause();
			try {
				for (int i = 0; i < 5; i++) {
					assertUnavailable(impatient.get("/me", bearer));
				}
			}
			finally {
				redis.resume();
			}
			assertThat(becomes(200, () -> impatient.get("/me", bearer).statusCode())).isTrue();
		}
		assertThat(becomes(200, () -> me(0, tokens))).isTrue();
		assertThat(becomes(200, () -> me(1, tokens))).isTrue();
	}

	private static double failures(RunningApplication node) {
		return node.bean(MeterRegistry.class)
			.get("hardening.shared.state.failures")
			.tag("store", "redis")
			.counter()
			.count();
	}

	private void assertUnavailable(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
		assertThat(response.headers().firstValue("retry-after")).hasValue("5");
		assertThat(response.body()).contains("\"error\":\"unavailable\"").doesNotContainIgnoringCase("redis");
	}

	private boolean becomes(int status, Question question) {
		long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
		while (System.nanoTime() < end) {
			if (question.ask() == status) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Sends a request.
	 */
	private interface Question {

		int ask();

	}

}
