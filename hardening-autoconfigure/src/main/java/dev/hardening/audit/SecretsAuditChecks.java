package dev.hardening.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.hardening.secrets.SecretFacts;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Whether secrets are strong, used once, kept where they belong, and changed.
 */
class SecretsAuditChecks implements AuditChecks {

	private static final String ROTATED = "hardening.secrets.rotated-on";

	private static final int SHORTEST = 32;

	private static final Duration OLDEST = Duration.ofDays(365);

	private final SecretFacts facts;

	private final Environment environment;

	private final Clock clock;

	SecretsAuditChecks(SecretFacts facts, Environment environment, Clock clock) {
		this.facts = facts;
		this.environment = environment;
		this.clock = clock;
	}

	@Override
	public List<AuditCheck> checks() {
		return Stream.concat(strength(), place()).map((check) -> check.outsideDevelopment(this.environment)).toList();
	}

	private Stream<AuditCheck> strength() {
		return Stream.of(
				check("HRD-SCR-001", "A secret serves one purpose", this.facts::shared)
					.because("What leaks in one place opens the other, and neither can be replaced alone.")
					.mendedBy("another value for one of the two")
					.demandedBy("ASVS 5.0 13.3.4", Checklist.INTEGRATION.part("Phase 3")),
				check("HRD-SCR-002", "Passwords of systems cannot be guessed", this.facts::weakPasswords)
					.because("A short or published password is among the first that are tried.")
					.mendedBy("openssl rand -base64 24")
					.demandedBy("ASVS 5.0 13.2.3", Checklist.CONFIGURATION.part("Before Deployment")),
				AuditCheck.of("HRD-SCR-003", "Secrets that sign have 32 bytes", AuditSeverity.WARNING, this::length)
					.because("A shorter one than the digest is what limits its strength.")
					.mendedBy("hardening.secrets.min-length: 32")
					.demandedBy("ASVS 5.0 11.5.1", Checklist.INTEGRATION.part("Phase 3"),
							Checklist.CONFIGURATION.part("Before Deployment")));
	}

	private Stream<AuditCheck> place() {
		return Stream.of(
				check("HRD-SCR-004", "No secret is written into the application", this.facts::inCode)
					.because("Whoever has the code or the jar has the secret.")
					.mendedBy("a variable, or NAME_FILE with the name of a file")
					.demandedBy("ASVS 5.0 13.3.1", Checklist.GUIDE.part("9.1"), Checklist.STORY.part("Security"),
							Checklist.IMPROVEMENTS.part("5")),
				check("HRD-SCR-005", "No secret is an argument of the process", this.facts::onCommandLine)
					.because("Every user of the machine sees the arguments of all processes.")
					.mendedBy("a variable, or NAME_FILE with the name of a file")
					.demandedBy("ASVS 5.0 13.3.1", Checklist.GUIDE.part("9.1")),
				AuditCheck.of("HRD-SCR-006", "Secrets were changed within a year", AuditSeverity.INFO, this::rotated)
					.because("The longer a secret is in use, the more people and backups have it.")
					.mendedBy("a new value; the old one goes to previous-secrets until all its tokens are over")
					.demandedBy("ASVS 5.0 13.3.4", Checklist.GUIDE.part("9.2")));
	}

	private AuditResult length() {
		int least = this.environment.getProperty("hardening.secrets.min-length", Integer.class, SHORTEST);
		return AuditResult.passIf(least >= SHORTEST, "The least is %d.".formatted(least));
	}

	private AuditCheck check(String id, String title, Supplier<List<String>> find) {
		return AuditCheck.of(id, title, AuditSeverity.WARNING, () -> {
			List<String> names = find.get();
			return AuditResult.passIfNone(names, "None does otherwise.", "Not so: ");
		});
	}

	private AuditResult rotated() {
		Map<String, Instant> changed = new TreeMap<>(this.facts.changed());
		String day = this.environment.getProperty(ROTATED);
		if (StringUtils.hasText(day)) {
			// The files of a platform are as old as the instance: what was written down
			// counts.
			changed = Map.of(ROTATED, LocalDate.parse(day.strip()).atStartOfDay(ZoneOffset.UTC).toInstant());
		}
		if (changed.isEmpty()) {
			return AuditResult
				.skipped("No secret is in a file and %s is not set, so nothing tells their age.".formatted(ROTATED));
		}
		Instant oldest = this.clock.instant().minus(OLDEST);
		List<String> old = changed.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().isBefore(oldest))
			.map(Map.Entry::getKey)
			.toList();
		return old.isEmpty() ? AuditResult.pass("All %d were.".formatted(changed.size()))
				: AuditResult.warn("Older: %s.".formatted(String.join(", ", old)));
	}

}
