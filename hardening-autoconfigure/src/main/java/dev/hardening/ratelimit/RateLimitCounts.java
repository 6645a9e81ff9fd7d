package dev.hardening.ratelimit;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts for the endpoint, which answers without any metrics library.
 */
final class RateLimitCounts implements RateLimitListener {

	private final Map<String, LongAdder[]> counts = new ConcurrentHashMap<>();

	@Override
	public void onOutcome(String policy, Outcome outcome) {
		LongAdder[] known = this.counts.get(policy);
		if (known == null) {
			known = this.counts.computeIfAbsent(policy, (name) -> create());
		}
		known[outcome.ordinal()].increment();
	}

	private static LongAdder[] create() {
		LongAdder[] created = new LongAdder[Outcome.values().length];
		for (int i = 0; i < created.length; i++) {
			created[i] = new LongAdder();
		}
		return created;
	}

	Map<String, Long> of(String policy) {
		Map<String, Long> answer = new TreeMap<>();
		LongAdder[] known = this.counts.get(policy);
		for (Outcome outcome : Outcome.values()) {
			answer.put(outcome.name().toLowerCase(Locale.ROOT), (known != null) ? known[outcome.ordinal()].sum() : 0L);
		}
		return answer;
	}

}
