package dev.hardening.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.hardening.web.ControlListener;
import dev.hardening.web.ControlMode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what controls refused, or would have refused, as
 * {@code hardening_rejected_total}. The names of controls are a fixed set; should one not
 * be, its counters still end at a bound.
 */
class RefusalCounter implements ControlListener {

	static final String NAME = "hardening.rejected";

	private static final int MOST_CONTROLS = 100;

	private static final String OTHER = "other";

	private final MeterRegistry registry;

	private final Map<String, Counter> enforced = new ConcurrentHashMap<>();

	private final Map<String, Counter> reported = new ConcurrentHashMap<>();

	RefusalCounter(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void onRefusal(String control, ControlMode mode) {
		boolean enforce = mode == ControlMode.ENFORCE;
		Map<String, Counter> counters = enforce ? this.enforced : this.reported;
		Counter counter = counters.get(control);
		if (counter == null) {
			String name = (counters.size() < MOST_CONTROLS) ? control : OTHER;
			counter = counters.computeIfAbsent(name, (key) -> counter(key, enforce ? "enforced" : "reported"));
		}
		counter.increment();
	}

	private Counter counter(String control, String outcome) {
		return Counter.builder(NAME)
			.description("Requests that a control refused, or only reported")
			.tag("control", control)
			.tag("outcome", outcome)
			.register(this.registry);
	}

}
