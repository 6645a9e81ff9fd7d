package dev.hardening.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.hardening.web.AuthenticationMechanism;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Counts authentications by mechanism and outcome. All counters are there from the start,
 * so that an alert on the first failure has a zero to compare with.
 */
class AuthenticationMeters implements MeterBinder, AuthenticationOutcomes {

	private static final String NAME = "hardening.authentication";

	private final List<String> mechanisms;

	private final Map<String, Counter> successes = new ConcurrentHashMap<>();

	private final Map<String, Counter> failures = new ConcurrentHashMap<>();

	AuthenticationMeters(List<AuthenticationMechanism> mechanisms) {
		this.mechanisms = new ArrayList<>(mechanisms.stream().map(AuthenticationMechanism::name).toList());
		this.mechanisms.add(AuthenticationEvents.PASSWORD);
		this.mechanisms.add(AuthenticationEvents.OTHER);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (String mechanism : this.mechanisms) {
			this.successes.put(mechanism, counter(registry, mechanism, "success"));
			this.failures.put(mechanism, counter(registry, mechanism, "failure"));
		}
	}

	private Counter counter(MeterRegistry registry, String mechanism, String outcome) {
		return Counter.builder(NAME)
			.description("Authentications by mechanism and outcome")
			.tag("mechanism", mechanism)
			.tag("outcome", outcome)
			.register(registry);
	}

	@Override
	public void authenticated(String mechanism) {
		increment(this.successes.get(mechanism));
	}

	@Override
	public void failed(String mechanism) {
		increment(this.failures.get(mechanism));
	}

	private void increment(@Nullable Counter counter) {
		if (counter != null) {
			counter.increment();
		}
	}

}
