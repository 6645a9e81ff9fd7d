package dev.hardening.lockout;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;
import dev.hardening.lockout.LockoutProperties.Track;
import dev.hardening.web.ControlMode;

/**
 * Whether passwords can be guessed.
 */
class LockoutAuditChecks implements AuditChecks {

	private static final String TRACKS = "hardening.lockout.tracks.*";

	private static final String OFF = "Nothing is counted.";

	private static final int MOST_FAILURES = 10;

	private static final Duration SHORTEST_LOCK = Duration.ofMinutes(1);

	private final LockoutProperties properties;

	private final boolean active;

	LockoutAuditChecks(LockoutProperties properties, boolean active) {
		this.properties = properties;
		this.active = active;
	}

	@Override
	public List<AuditCheck> checks() {
		return List.of(
				AuditCheck.of("HRD-LCK-001", "Failed sign-ins lead to a lockout", AuditSeverity.WARNING, this::locks)
					.because("Passwords, codes and keys could be guessed for as long as it takes.")
					.mendedBy("hardening.lockout.enabled: true, hardening.lockout.mode: enforce")
					.demandedBy("ASVS 5.0 6.3.1", Checklist.CONFIGURATION.part("Rate Limiting"),
							Checklist.CONFIGURATION.part("Monitoring")),
				AuditCheck
					.of("HRD-LCK-002", "Ten failures are enough for a lockout", AuditSeverity.WARNING,
							() -> tracks((track) -> track.failures() <= MOST_FAILURES, "More are admitted by"))
					.because("Each admitted failure is a guess.")
					.mendedBy(TRACKS + ".failures: 5")
					.demandedBy("ASVS 5.0 6.3.1", Checklist.CONFIGURATION.part("Rate Limiting")),
				AuditCheck
					.of("HRD-LCK-003", "A lockout lasts for a minute or longer", AuditSeverity.WARNING,
							() -> tracks((track) -> track.lock().get(0).compareTo(SHORTEST_LOCK) >= 0,
									"Shorter locks have"))
					.because("A short lock only slows a guessing machine down.")
					.mendedBy(TRACKS + ".lock: [15m]")
					.demandedBy("ASVS 5.0 6.3.1", Checklist.CONFIGURATION.part("Rate Limiting")));
	}

	private AuditResult locks() {
		if (!this.active || active().isEmpty()) {
			return AuditResult.fail(OFF);
		}
		return (this.properties.mode() == ControlMode.ENFORCE)
				? AuditResult.pass("The tracks are %s.".formatted(active().keySet()))
				: AuditResult.warn("Lockouts are only reported.");
	}

	private AuditResult tracks(Predicate<Track> good, String otherwise) {
		if (!this.active) {
			return AuditResult.skipped(OFF);
		}
		List<String> bad = active().entrySet()
			.stream()
			.filter((track) -> !good.test(track.getValue()))
			.map(Map.Entry::getKey)
			.toList();
		return AuditResult.passIf(bad.isEmpty(), bad.isEmpty() ? "That holds for %s.".formatted(active().keySet())
				: "%s %s.".formatted(otherwise, String.join(", ", bad)));
	}

	private Map<String, Track> active() {
		Map<String, Track> tracks = new LinkedHashMap<>(this.properties.tracks());
		tracks.putIfAbsent("authentication", DefaultTrack.TRACK);
		tracks.values().removeIf((track) -> !track.enabled());
		return tracks;
	}

}
