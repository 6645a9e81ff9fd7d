package dev.hardening.sample;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.hardening.sample.StudioClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every limit by its name, with as many requests as it admits and one more.
 */
@StudioTest
// The lockout of the login would stand before its limit.
@TestPropertySource(properties = "hardening.lockout.tracks.login.enabled=false")
class LimitTests {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			login           | 5   | POST | /api/auth/login           | {"username":"nobody","password":"wrong-password"}
			two-factor      | 10  | POST | /api/auth/2fa/verify      | {"challenge":"none","code":"000000"}
			password-reset  | 3   | POST | /api/auth/password-reset  | {"username":"nobody"}
			render          | 10  | POST | /api/render               | {"client":"acme","scene":"hall","selection":{}}
			render-events   | 60  | GET  | /api/render/events        | none
			api             | 100 | GET  | /v3/api-docs              | none
			""")
	void limitOfWhoeverCallsAdmitsItsNumber(String policy, int permits, String method, String path, String body) {
		assertLimit(new StudioClient(this.port), policy, permits, method, path, body);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					password-change   | 5  | 1h | /api/auth/password-change | {"current_password":"wrong-password","new_password":"a-new-password-1"}
					import            | 5  | 1m | /api/import/catalogs      | {"catalogs":[]}
					media             | 5  | 1m | /api/media                | {}
					evaluate-matrix   | 10 | 1m | /api/evaluate/matrix      | {"items":[{"name":"a","color":"#000000"},{"name":"b","color":"#ffffff"}]}
					evaluate-clusters | 5  | 1m | /api/evaluate/clusters    | {"items":[{"name":"a","color":"#000000"}]}
					evaluate-pair     | 20 | 1m | /api/evaluate/pair        | {"a":{"name":"a","color":"#000000"},"b":{"name":"b","color":"#ffffff"}}
					""")
	void limitOfAUserAdmitsItsNumber(String policy, int permits, String period, String path, String body) {
		StudioClient elsewhere = new StudioClient(this.port).demo();
		long began = System.nanoTime();
		assertLimit(new StudioClient(this.port).demo(), policy, permits, "POST", path, body);
		// The limit is the user's: another address does not help. On a slow machine
		// permits
		// have come back meanwhile.
		int admitted = 0;
		while (admitted < permits && elsewhere.post(path, body).status() != 429) {
			admitted++;
		}
		Duration whole = DurationStyle.SIMPLE.parse(period);
		assertThat(admitted)
			.isLessThanOrEqualTo((int) Math.ceil((System.nanoTime() - began) / (double) whole.toNanos() * permits));
	}

	private void assertLimit(StudioClient client, String policy, int permits, String method, String path, String body) {
		Answer refused = send(client, method, path, body);
		long remaining = permits;
		// On a slow machine permits come back meanwhile, so what is left may rise, but
		// never falls by more than one, and nobody is refused before it is zero.
		for (int i = 0; i < 2 * permits && refused.status() != 429; i++) {
			long now = remaining(refused, policy);
			assertThat(now).as("after request %d of %s", i + 1, policy).isBetween(remaining - 1, permits - 1L);
			remaining = now;
			refused = send(client, method, path, body);
		}
		assertThat(remaining).isZero();
		assertThat(refused.status()).isEqualTo(429);
		assertThat(refused.error()).isEqualTo("rate_limit_exceeded");
		assertThat(refused.json().get("violated-policies").toString()).contains("\"" + policy + "\"");
		assertThat(refused.header("Retry-After")).isEqualTo(refused.json().get("retry_after").asString());
		assertThat(refused.header("Content-Security-Policy")).isNotEmpty();
		assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
	}

	private static long remaining(Answer answer, String policy) {
		Matcher matcher = Pattern.compile("\"" + policy + "\";r=(\\d+)").matcher(answer.header("RateLimit"));
		assertThat(matcher.find()).as(answer.header("RateLimit")).isTrue();
		return Long.parseLong(matcher.group(1));
	}

	private Answer send(StudioClient client, String method, String path, String body) {
		return "GET".equals(method) ? client.get(path) : client.post(path, body);
	}

	@Test
	void probesAndPageAreNotLimited() {
		StudioClient client = new StudioClient(this.port);
		for (int i = 0; i < 120; i++) {
			assertThat(client.get("/live").status()).isEqualTo(200);
			assertThat(client.get("/console/style.css").status()).isEqualTo(200);
		}
	}

}
