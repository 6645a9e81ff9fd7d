package dev.hardening.ratelimit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;
import org.jspecify.annotations.Nullable;

/**
 * Whether each policy has had something to limit.
 */
final class PolicyUseAuditCheck implements AuditChecks {

	private static final Duration ENOUGH = Duration.ofHours(1);

	private final RateLimitPolicies policies;

	private final @Nullable RateLimitCounts counts;

	private final Clock clock;

	private final Instant started;

	PolicyUseAuditCheck(RateLimitPolicies policies, @Nullable RateLimitCounts counts, Clock clock) {
		this.policies = policies;
		this.counts = counts;
		this.clock = clock;
		this.started = clock.instant();
	}

	@Override
	public List<AuditCheck> checks() {
		return List.of(AuditCheck.of("HRD-RL-015", "Each policy has met a request", AuditSeverity.INFO, this::used)
			.because(
					"A policy that never applies protects nothing: its path, its method or its key is not what clients send.")
			.mendedBy("hardening.rate-limit.policies: paths and methods that clients use")
			.demandedBy(Checklist.INTEGRATION.part("Phase 2")));
	}

	private AuditResult used() {
		RateLimitCounts known = this.counts;
		if (known == null) {
			return AuditResult.skipped("Nothing counts without the endpoint /actuator/ratelimit.");
		}
		if (Duration.between(this.started, this.clock.instant()).compareTo(ENOUGH) < 0) {
			return AuditResult.skipped("The application has run for less than an hour.");
		}
		List<String> unused = this.policies.all()
			.stream()
			.map(RateLimitPolicy::name)
			.filter((name) -> known.of(name).values().stream().allMatch((count) -> count == 0))
			.toList();
		if (unused.size() == this.policies.all().size()) {
			return AuditResult.skipped("No request was limited yet.");
		}
		return unused.isEmpty() ? AuditResult.pass("Each has.")
				: AuditResult.warn("None since the start: %s.".formatted(String.join(", ", unused)));
	}

}
