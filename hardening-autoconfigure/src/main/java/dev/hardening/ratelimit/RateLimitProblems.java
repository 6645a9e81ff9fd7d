package dev.hardening.ratelimit;

import java.util.List;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;

/**
 * What a refusal says.
 */
final class RateLimitProblems {

	private static final String QUOTA_EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded";

	private static final long NANOS_PER_SECOND = 1_000_000_000L;

	private RateLimitProblems() {
	}

	static Problem exceeded(List<String> policies, long nanosToWait) {
		long seconds = seconds(nanosToWait);
		return Problem.of(ProblemType.RATE_LIMIT_EXCEEDED, null)
			.withTypeUri(QUOTA_EXCEEDED)
			.with("violated-policies", policies)
			.with("retry_after", seconds)
			.withHeader("Retry-After", Long.toString(seconds));
	}

	static Problem unavailable(long nanosToWait) {
		return Problem.of(ProblemType.UNAVAILABLE, null).withHeader("Retry-After", Long.toString(seconds(nanosToWait)));
	}

	/**
	 * Return a time to wait as headers carry it: rounded up, so that whoever waits
	 * exactly that long is admitted, and at least 1, since 0 invites to try again at
	 * once.
	 * @param nanos the time in nanoseconds
	 * @return the time in seconds
	 */
	static long seconds(long nanos) {
		return Math.max(1, (nanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
	}

}
