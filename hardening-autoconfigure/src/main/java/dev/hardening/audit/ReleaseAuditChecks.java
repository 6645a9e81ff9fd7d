package dev.hardening.audit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootVersion;
import org.springframework.core.env.Environment;

/**
 * Whether what runs is still cared for, and is what was meant to run in production.
 */
class ReleaseAuditChecks implements AuditChecks {

	/** The last days of free support, as published by the projects. */
	static final Map<String, LocalDate> BOOT = Map.of("3.5", LocalDate.of(2026, 6, 30), "4.0",
			LocalDate.of(2026, 12, 31), "4.1", LocalDate.of(2027, 6, 30));

	private static final Set<Integer> LONG_TERM = Set.of(17, 21, 25);

	private static final int NEWEST = 25;

	private static final Duration OLDEST_BUILD = Duration.ofDays(90);

	private static final List<String> DEVELOPMENT = List.of("dev", "development", "local", "test");

	private static final List<String> JMX = List.of("spring.jmx.enabled", "spring.application.admin.enabled");

	private final Environment environment;

	private final Releases releases;

	private final Clock clock;

	ReleaseAuditChecks(Environment environment, Releases releases, Clock clock) {
		this.environment = environment;
		this.releases = releases;
		this.clock = clock;
	}

	@Override
	public List<AuditCheck> checks() {
		return Stream.of(
				AuditCheck
					.of("HRD-SYS-007", "Java is a release with long-term support", AuditSeverity.WARNING, this::java)
					.because("Holes in a release that nobody mends stay open.")
					.mendedBy("Java 25, 21 or 17")
					.demandedBy("ASVS 5.0 15.2.1", Checklist.GUIDE.part("Security Checklist")),
				AuditCheck.of("HRD-SYS-008", "Spring Boot is supported", AuditSeverity.WARNING, this::boot)
					.because("Holes in it, and in all the libraries that come with it, stay open.")
					.mendedBy("the next minor version of Spring Boot")
					.demandedBy("ASVS 5.0 15.2.1", Checklist.GUIDE.part("Security Checklist")),
				AuditCheck.of("HRD-SYS-009", "The build is younger than ninety days", AuditSeverity.INFO, this::build)
					.because("Updates of libraries reach production only with a new build.")
					.mendedBy("a build every month, with updated dependencies")
					.demandedBy("ASVS 5.0 15.1.1", Checklist.GUIDE.part("Security Checklist")),
				AuditCheck
					.of("HRD-SYS-010", "No profile of development is active", AuditSeverity.WARNING, this::profiles)
					.because("It loosens what production relies on.")
					.mendedBy("spring.profiles.active: production")
					.demandedBy("ASVS 5.0 13.4.2", Checklist.CONFIGURATION.part("Before Deployment"),
							Checklist.INTEGRATION.part("Phase 9")),
				AuditCheck.of("HRD-SYS-011", "Nothing is managed over JMX", AuditSeverity.WARNING, this::jmx)
					.because("Whoever may attach to the process changes and ends the application.")
					.mendedBy("spring.jmx.enabled: false")
					.demandedBy("ASVS 5.0 13.4.5"))
			.map((check) -> check.outsideDevelopment(this.environment))
			.toList();
	}

	private AuditResult java() {
		int feature = this.releases.java();
		if (feature > NEWEST) {
			return AuditResult.skipped("The support of Java %d is not known here.".formatted(feature));
		}
		return AuditResult.passIf(LONG_TERM.contains(feature), "It is Java %d.".formatted(feature));
	}

	private AuditResult boot() {
		String[] parts = this.releases.boot().split("\\.");
		LocalDate last = (parts.length > 1) ? BOOT.get(parts[0] + "." + parts[1]) : null;
		if (last == null) {
			return AuditResult.skipped("The support of %s is not known here.".formatted(this.releases.boot()));
		}
		boolean supported = !LocalDate.now(this.clock).isAfter(last);
		return AuditResult.passIf(supported, "%s is supported until %s.".formatted(this.releases.boot(), last));
	}

	private AuditResult build() {
		Instant time = this.releases.built();
		if (time == null) {
			return AuditResult.skipped("The build left no time: META-INF/build-info.properties is missing.");
		}
		long days = ChronoUnit.DAYS.between(time, this.clock.instant());
		return (days <= OLDEST_BUILD.toDays()) ? AuditResult.pass("It is %d days old.".formatted(days))
				: AuditResult.warn("It is %d days old.".formatted(days));
	}

	private AuditResult profiles() {
		List<String> active = Stream.of(this.environment.getActiveProfiles())
			.filter((profile) -> DEVELOPMENT.contains(profile.toLowerCase(Locale.ROOT)))
			.toList();
		return AuditResult.passIfNone(active, "None is.", "Active: ");
	}

	private AuditResult jmx() {
		List<String> on = JMX.stream()
			.filter((key) -> this.environment.getProperty(key, Boolean.class, false))
			.toList();
		return AuditResult.passIfNone(on, "It is off.", "On: ");
	}

	/**
	 * What runs.
	 *
	 * @param java the feature release of Java
	 * @param boot the version of Spring Boot
	 * @param built when the application was built, {@code null} if it does not say
	 */
	record Releases(int java, String boot, @Nullable Instant built) {

		/**
		 * Look at this process.
		 * @param built what the build says, which a reproducible one makes up
		 * @return what runs
		 */
		static Releases current(@Nullable Instant built) {
			String first = System.getProperty("java.class.path", "").split(File.pathSeparator)[0];
			return new Releases(Runtime.version().feature(), SpringBootVersion.getVersion(),
					youngest(built, first.isEmpty() ? null : Path.of(first)));
		}

		static @Nullable Instant youngest(@Nullable Instant built, @Nullable Path archive) {
			if (built == null || archive == null || !Files.isRegularFile(archive)) {
				return built;
			}
			try {
				Instant written = Files.getLastModifiedTime(archive).toInstant();
				return written.isAfter(built) ? written : built;
			}
			catch (IOException ex) {
				return built;
			}
		}

	}

}
