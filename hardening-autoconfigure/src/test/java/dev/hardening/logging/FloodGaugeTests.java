package dev.hardening.logging;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FloodGauge}.
 */
class FloodGaugeTests {

	private final MutableClock clock = new MutableClock();

	private final FloodGauge gauge = new FloodGauge(3, this.clock.source().withZone(ZoneOffset.UTC));

	private final List<String> summary = new ArrayList<>();

	@Test
	void admitWhenOverTheRateCountsAndSumsUpOnce() {
		assertThat(admitted("429 api", 10)).isEqualTo(3);
		this.gauge.sumUp(this::note);
		this.summary.clear();
		this.clock.advance(Duration.ofSeconds(1));
		this.gauge.sumUp(this::note);
		this.gauge.sumUp(this::note);
		assertThat(this.summary).isEmpty();
		assertThat(admitted("429 api", 5)).isEqualTo(3);
		this.clock.advance(Duration.ofSeconds(1));
		this.gauge.sumUp(this::note);
		assertThat(this.summary).containsExactly("429 api: 2");
	}

	@Test
	void admitCountsEachKindByItself() {
		admitted("429 api", 10);
		assertThat(admitted("401", 2)).isEqualTo(2);
	}

	@Test
	void admitWhenKindsAreEndlessHoldsABoundedNumber() {
		IntStream.range(0, 100_000).forEach((i) -> this.gauge.admit("kind " + i));
		this.gauge.sumUpNow(this::note);
		assertThat(this.summary).containsExactly("other: " + (100_000 - 200 - 3));
	}

	private long admitted(String kind, int times) {
		return IntStream.range(0, times).filter((i) -> this.gauge.admit(kind)).count();
	}

	private void note(String kind, long count) {
		this.summary.add(kind + ": " + count);
	}

	private static final class MutableClock {

		private Instant now = Instant.parse("2026-01-01T00:00:00Z");

		void advance(Duration by) {
			this.now = this.now.plus(by);
		}

		InstantSource source() {
			return () -> this.now;
		}

	}

}
