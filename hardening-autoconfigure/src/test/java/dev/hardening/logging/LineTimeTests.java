package dev.hardening.logging;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Times in lines are those of ISO 8601, as the Java platform writes them.
 */
class LineTimeTests {

	private final LineTime time = new LineTime();

	@ParameterizedTest
	@ValueSource(strings = { "1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "2026-11-21T10:54:00Z",
			"2026-11-21T10:54:00.001Z", "2026-11-21T10:54:00.1Z", "2026-11-21T10:54:00.120Z",
			"2026-11-21T10:54:00.999999Z", "2026-11-21T10:54:00.000001Z", "2026-11-21T10:54:00.000000001Z",
			"2026-11-21T10:54:00.123456789Z", "9999-12-31T23:59:59.999999999Z", "+12345-01-01T00:00:00.5Z",
			"-0001-01-01T00:00:00.5Z" })
	void timeWhenWrittenIsWhatTheInstantSays(String text) {
		Instant instant = Instant.parse(text);
		assertThat(this.time.format(instant)).isEqualTo(instant.toString());
		assertThat(this.time.format(instant)).isEqualTo(instant.toString());
	}

	@Test
	void timeWhenSecondsAlternateIsNotThatOfTheOther() {
		Instant begin = Instant.parse("2026-12-31T23:59:58.250Z");
		for (int i = 0; i < 2000; i++) {
			// Forwards by odd steps, and back again in between.
			Instant instant = begin.plusNanos(i * 1_234_567L).minusSeconds(i % 3);
			assertThat(this.time.format(instant)).isEqualTo(instant.toString());
		}
	}

}
