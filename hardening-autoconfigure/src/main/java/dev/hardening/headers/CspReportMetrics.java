package dev.hardening.headers;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts violations by directive. Both tags are of a fixed set, whatever is reported.
 */
class CspReportMetrics implements CspViolationListener {

	private final MeterRegistry registry;

	CspReportMetrics(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void onViolation(CspViolation violation) {
		this.registry
			.counter("hardening.csp.violations", "directive", violation.directive(), "disposition",
					violation.enforced() ? "enforce" : "report")
			.increment();
	}

}
