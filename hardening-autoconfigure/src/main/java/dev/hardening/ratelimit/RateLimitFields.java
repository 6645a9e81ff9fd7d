package dev.hardening.ratelimit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import dev.hardening.ratelimit.RateLimitExchange.Assessment;

/**
 * The headers that tell clients about their limits: the structured fields of
 * draft-ietf-httpapi-ratelimit-headers, and the older {@code X-RateLimit-*} of the policy
 * closest to exhaustion. Policies that only report tell nothing.
 */
public final class RateLimitFields {

	private final boolean standard;

	private final boolean legacy;

	private final Map<Quota, Items> items = new ConcurrentHashMap<>();

	RateLimitFields(RateLimitProperties.Headers properties) {
		this.standard = properties.standard();
		this.legacy = properties.legacy();
	}

	/**
	 * Write the headers of all that was evaluated so far.
	 * @param exchange the request
	 * @param headers sets a header
	 */
	public void write(RateLimitExchange exchange, BiConsumer<String, String> headers) {
		List<Assessment> shown = exchange.shown();
		if (shown.isEmpty()) {
			return;
		}
		if (this.standard) {
			StringBuilder policy = new StringBuilder(32 * shown.size());
			StringBuilder state = new StringBuilder(32 * shown.size());
			for (Assessment assessment : shown) {
				append(assessment, policy, state);
			}
			headers.accept("RateLimit-Policy", policy.toString());
			headers.accept("RateLimit", state.toString());
		}
		if (this.legacy) {
			Assessment closest = closest(shown);
			headers.accept("X-RateLimit-Limit", Long.toString(closest.limit().capacity()));
			headers.accept("X-RateLimit-Remaining", Long.toString(closest.result().remaining()));
			headers.accept("X-RateLimit-Reset", Long.toString(reset(closest)));
		}
	}

	private void append(Assessment assessment, StringBuilder policy, StringBuilder state) {
		Items known = this.items.computeIfAbsent(assessment.quota(), Items::new);
		if (!policy.isEmpty()) {
			policy.append(", ");
			state.append(", ");
		}
		policy.append(known.policy);
		state.append(known.states[assessment.result().limit()])
			.append(assessment.result().remaining())
			.append(";t=")
			.append(reset(assessment));
	}

	private static Assessment closest(List<Assessment> shown) {
		Assessment closest = shown.get(0);
		for (int i = 1; i < shown.size(); i++) {
			if (left(shown.get(i)) < left(closest)) {
				closest = shown.get(i);
			}
		}
		return closest;
	}

	private static double left(Assessment assessment) {
		double share = (double) assessment.result().remaining() / assessment.limit().capacity();
		return assessment.result().isAdmitted() ? share : share - 1;
	}

	/**
	 * Return the seconds until there is more: until the limit is full, or for a client
	 * that must wait until it need not, so that Retry-After never comes before it.
	 * @param assessment what was decided
	 * @return the seconds
	 */
	private static long reset(Assessment assessment) {
		ChargeResult result = assessment.result();
		Limit limit = assessment.limit();
		long missing = limit.capacity() - result.remaining();
		if (missing == 0) {
			return 0;
		}
		return RateLimitProblems.seconds(result.isAdmitted() ? limit.nanosToRefill(missing) : result.nanosToWait());
	}

	/**
	 * What of the headers does not change.
	 */
	private static final class Items {

		private final String policy;

		private final String[] states;

		Items(Quota quota) {
			List<Limit> limits = quota.limits();
			StringBuilder text = new StringBuilder();
			this.states = new String[limits.size()];
			for (int i = 0; i < this.states.length; i++) {
				Limit limit = limits.get(i);
				String name = quota.policy() + ((i > 0) ? "-" + LimitText.format(limit.period()) : "");
				text.append((i > 0) ? ", \"" : "\"").append(name).append("\";q=").append(limit.capacity());
				text.append(";w=").append(RateLimitProblems.seconds(limit.period().toNanos()));
				this.states[i] = "\"" + name + "\";r=";
			}
			this.policy = text.toString();
		}

	}

}
