package dev.hardening.ratelimit;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Limit}.
 */
class LimitTests {

	@ParameterizedTest
	@CsvSource({ "100/1m, 100, PT1M", "100/minute, 100, PT1M", "5/5m, 5, PT5M", "1000/1h, 1000, PT1H",
			"1000/hour, 1000, PT1H", "5/5minutes, 5, PT5M", "5/5 minutes, 5, PT5M", "10 per hour, 10, PT1H",
			"10 per 2 hours, 10, PT2H", "1/s, 1, PT1S", "7/SECOND, 7, PT1S", "3/500ms, 3, PT0.5S", "2/1d, 2, PT24H",
			"2/days, 2, PT24H", "' 4 / 30s ', 4, PT30S", "1000000000/1s, 1000000000, PT1S" })
	void parseWhenPermitsAndPeriodReadsBoth(String text, long permits, Duration period) {
		assertThat(Limit.parse(text)).isEqualTo(new Limit(permits, period, permits, Refill.GREEDY));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "100", "100/", "/1m", "0/1m", "-1/1m", "100/0m", "100/-1m", "1.5/1m", "100/1fortnight",
			"100/1mm", "100/ms5", "99999999999/1m", "2000000000/1m", "100/1m/1m", "100/367d", "1e3/1m", "１００/1m",
			"1000000000/1ms", "100/1ss" })
	void parseWhenSomethingElseRefuses(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Limit.parse(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "100/1m", "5/5m", "1/1h", "3/2d", "4/90s", "9/1500ms" })
	void toStringWhenParsedAgainIsTheSame(String text) {
		assertThat(Limit.parse(text)).hasToString(text);
	}

	@Test
	void nanosToRefillWhenIntervalRoundsUpToWholePeriods() {
		Limit limit = Limit.parse("10/1m").withRefill(Refill.INTERVAL);
		assertThat(limit.nanosToRefill(1)).isEqualTo(Duration.ofMinutes(1).toNanos());
		assertThat(limit.nanosToRefill(11)).isEqualTo(Duration.ofMinutes(2).toNanos());
	}

	@Test
	void nanosToRefillWhenGreedyIsProportional() {
		assertThat(Limit.parse("60/1m").nanosToRefill(1)).isEqualTo(Duration.ofSeconds(1).toNanos());
	}

	@Test
	void fingerprintWhenAnythingMattersDiffers() {
		Limit limit = Limit.parse("10/1m");
		assertThat(limit.fingerprint()).isNotEqualTo(limit.withBurst(1).fingerprint())
			.isNotEqualTo(limit.withRefill(Refill.INTERVAL).fingerprint())
			.isNotEqualTo(Limit.parse("11/1m").fingerprint())
			.isNotEqualTo(Limit.parse("10/2m").fingerprint())
			.isEqualTo(Limit.parse("10/60s").fingerprint());
	}

}
