package dev.hardening.requests;

import java.time.Duration;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.web.ControlMode;
import dev.hardening.web.Problem;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RequestLimits} and {@link RequestsProperties}.
 */
class RequestLimitsTests {

	private final RequestLimits limits = new RequestLimits(properties(DataSize.ofBytes(100), Duration.ofSeconds(1)));

	@Test
	void checkWhenWithinAllBoundsRefusesNothing() {
		assertThat(this.limits.check("/a", null, -1)).isNull();
		assertThat(this.limits.check("/a", "a=1&b=2&c=3", 100)).isNull();
	}

	@Test
	void checkWhenBodyIsAnnouncedTooLargeNamesTheBound() {
		Problem problem = this.limits.check("/a", null, 101);
		assertThat(problem).hasToString("413 request_too_large");
		assertThat(problem.members()).containsEntry("max_size_bytes", 100L);
	}

	@Test
	void checkWhenQueryOrTargetIsTooLongNamesTheBound() {
		assertThat(this.limits.check("/a", "q".repeat(21), -1).members()).containsEntry("max_length", 20);
		assertThat(this.limits.check("/" + "p".repeat(40), null, -1)).hasToString("414 uri_too_long");
		assertThat(this.limits.check("/" + "p".repeat(29), "q".repeat(10), -1).members()).containsEntry("max_length",
				40);
	}

	@Test
	void checkWhenQueryHasTooManyParametersRefusesThem() {
		assertThat(this.limits.check("/a", "a&b&c&d", -1)).hasToString("400 malformed_request");
		assertThat(this.limits.check("/a", "&&&&&&", -1)).hasToString("400 malformed_request");
	}

	@Test
	void validateWhenABoundRefusesEverythingNamesTheKey() {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> new RequestLimits(properties(DataSize.ofBytes(0), Duration.ZERO)))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("hardening.requests.max-body-size"));
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> new RequestLimits(properties(DataSize.ofBytes(1), Duration.ofSeconds(-1))))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("hardening.requests.timeout"));
	}

	private static RequestsProperties properties(DataSize body, Duration timeout) {
		return new RequestsProperties(true, ControlMode.ENFORCE, body, 3, 20, 40, DataSize.ofKilobytes(8), timeout);
	}

}
