package dev.hardening.apikey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import org.jspecify.annotations.Nullable;

/**
 * Whether there are keys that nobody needs, that live forever, or that are about to stop
 * working.
 */
class ApiKeyAuditChecks implements AuditChecks {

	private static final Duration IDLE = Duration.ofDays(90);

	private static final Duration SOON = Duration.ofDays(14);

	private static final int MOST_NAMED = 5;

	private final ApiKeyService keys;

	private final Clock clock;

	ApiKeyAuditChecks(ApiKeyService keys, Clock clock) {
		this.keys = keys;
		this.clock = clock;
	}

	@Override
	public List<AuditCheck> checks() {
		return List.of(
				AuditCheck.of("HRD-KEY-001", "No API key is idle for 90 days", AuditSeverity.WARNING, this::idle)
					.because("Nobody would notice who else uses a key that its owner has forgotten.")
					.mendedBy("ApiKeyService.revoke for each of them")
					.demandedBy("ASVS 5.0 6.3.2"),
				AuditCheck.of("HRD-KEY-002", "API keys expire", AuditSeverity.WARNING, this::endless)
					.because("A key that leaked is good for as long as nobody knows.")
					.mendedBy("hardening.api-keys.max-lifetime: 90d, and expires-at for keys of the configuration")
					.demandedBy("ASVS 5.0 13.3.4"),
				AuditCheck.of("HRD-KEY-003", "No API key expires within 14 days", AuditSeverity.INFO, this::ending)
					.because("Its owner is locked out on that day.")
					.mendedBy("ApiKeyService.rotate for each of them")
					.demandedBy("ASVS 5.0 13.3.4"));
	}

	// A key of the configuration has no birthday, and its use is remembered on one
	// instance only.
	private AuditResult idle() {
		Instant before = this.clock.instant().minus(IDLE);
		return warnOf("idle", "No issued key is idle.", (key) -> {
			Instant last = (key.lastUsedAt() != null) ? key.lastUsedAt() : key.createdAt();
			return key.createdAt() != null && isBefore(last, before);
		});
	}

	private AuditResult endless() {
		return warnOf("without an end", "Every active key expires.", (key) -> key.expiresAt() == null);
	}

	private AuditResult ending() {
		Instant before = this.clock.instant().plus(SOON);
		return warnOf("about to expire", "No active key is about to expire.",
				(key) -> key.replacedBy() == null && isBefore(key.expiresAt(), before));
	}

	private static boolean isBefore(@Nullable Instant instant, Instant moment) {
		return instant != null && instant.isBefore(moment);
	}

	private AuditResult warnOf(String what, String otherwise, Predicate<ApiKey> condition) {
		Instant now = this.clock.instant();
		List<ApiKey> found;
		try {
			found = this.keys.list()
				.stream()
				.filter((key) -> key.status(now) == ApiKey.Status.ACTIVE)
				.filter(condition)
				.toList();
		}
		catch (RuntimeException ex) {
			return AuditResult.skipped("The store of the keys does not answer.");
		}
		if (found.isEmpty()) {
			return AuditResult.pass(otherwise);
		}
		String ids = found.stream().limit(MOST_NAMED).map(ApiKey::id).collect(Collectors.joining(", "));
		String more = (found.size() > MOST_NAMED) ? ", ..." : "";
		return AuditResult.warn("%d active %s: %s%s.".formatted(found.size(), what, ids, more));
	}

}
