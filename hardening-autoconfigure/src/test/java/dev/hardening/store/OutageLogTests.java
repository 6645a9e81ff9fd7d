package dev.hardening.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutageLog}.
 */
class OutageLogTests {

	private final CircuitBreaker breaker = CircuitBreaker.of("test",
			CircuitBreakerConfig.custom()
				.slidingWindowSize(4)
				.minimumNumberOfCalls(2)
				.permittedNumberOfCallsInHalfOpenState(1)
				.slowCallDurationThreshold(Duration.ofSeconds(1))
				.slowCallRateThreshold(100)
				.build());

	private final List<String> log = new ArrayList<>();

	{
		OutageLog.listen(this.breaker, this.log::add, () -> this.log.add("over"));
	}

	@Test
	void outageWhenProbedAgainAndAgainIsToldOnce() {
		answers(2);
		fails("first", 2);
		for (int i = 0; i < 5; i++) {
			this.breaker.transitionToHalfOpenState();
			fails("probe " + i, 1);
		}
		assertThat(this.breaker.getState()).isEqualTo(State.OPEN);
		assertThat(this.log).containsExactly("IllegalArgumentException: first");
		this.breaker.transitionToHalfOpenState();
		answers(1);
		assertThat(this.log).containsExactly("IllegalArgumentException: first", "over");
		fails("second", 2);
		assertThat(this.log).hasSize(3).last().isEqualTo("IllegalArgumentException: second");
	}

	@Test
	void reasonWhenLongOrOfManyLinesIsOneShortLine() {
		fails("x".repeat(5_000) + "\nDetail: a value", 2);
		assertThat(this.log).singleElement().asString().hasSizeLessThan(400).doesNotContain("\n", "Detail");
	}

	@Test
	void reasonWhenThereIsNoMessageIsTheClass() {
		fails(null, 2);
		assertThat(this.log).containsExactly("IllegalArgumentException");
	}

	@Test
	void reasonWhenFailuresAreSlowTooIsTheFailure() {
		for (int i = 0; i < 2; i++) {
			this.breaker.onError(2, TimeUnit.SECONDS, new IllegalStateException("no answer from the server"));
		}
		assertThat(this.log).containsExactly("IllegalStateException: no answer from the server");
	}

	@Test
	void outageWhenOfSlowAnswersIsNotPutDownToAnEarlierFailure() {
		fails("the outage before", 2);
		this.breaker.transitionToHalfOpenState();
		answers(1);
		this.log.clear();
		for (int i = 0; i < 4; i++) {
			this.breaker.onSuccess(2, TimeUnit.SECONDS);
		}
		assertThat(this.breaker.getState()).isEqualTo(State.OPEN);
		assertThat(this.log).containsExactly("it answers too slowly");
	}

	private void answers(int times) {
		for (int i = 0; i < times; i++) {
			this.breaker.onSuccess(1, TimeUnit.MILLISECONDS);
		}
	}

	private void fails(String message, int times) {
		for (int i = 0; i < times; i++) {
			this.breaker.onError(1, TimeUnit.MILLISECONDS,
					new IllegalStateException("outer", new IllegalArgumentException(message)));
		}
	}

}
