package dev.hardening.ratelimit;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Counts decisions by policy and outcome, both of which are finite whatever clients send.
 * A request that was admitted near its limit counts as allowed and as near-limit.
 */
final class RateLimitMetrics implements RateLimitListener {

	private static final String REQUESTS = "hardening.ratelimit.requests";

	private final MeterRegistry registry;

	private final Map<String, Counter[]> counters = new ConcurrentHashMap<>();

	RateLimitMetrics(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void onOutcome(String policy, Outcome outcome) {
		Counter[] known = this.counters.get(policy);
		if (known == null) {
			known = this.counters.computeIfAbsent(policy, this::register);
		}
		known[outcome.ordinal()].increment();
	}

	private Counter[] register(String policy) {
		Outcome[] outcomes = Outcome.values();
		Counter[] registered = new Counter[outcomes.length];
		for (Outcome outcome : outcomes) {
			registered[outcome.ordinal()] = Counter.builder(REQUESTS)
				.description("Decisions of rate limit policies")
				.tag("policy", policy)
				.tag("outcome", outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.register(this.registry);
		}
		return registered;
	}

	static MeterBinder trackedClients(RateLimitStore store) {
		return (registry) -> Gauge.builder("hardening.ratelimit.clients", store, RateLimitStore::trackedClients)
			.description("Buckets that this instance holds in memory")
			.register(registry);
	}

}
