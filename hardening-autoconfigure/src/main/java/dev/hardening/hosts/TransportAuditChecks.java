package dev.hardening.hosts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.info.SslInfo;
import org.springframework.core.env.Environment;

/**
 * Whether the way to the application is what it takes it for.
 */
class TransportAuditChecks implements AuditChecks {

	private static final Set<String> BROKEN = Set.of("sslv2hello", "sslv3", "tlsv1", "tlsv1.1");

	private static final Set<String> EVERYTHING = Set.of("/**", "/*/**", "/{*path}");

	private static final Duration SOON = Duration.ofDays(14);

	private static final String STRATEGY = "server.forward-headers-strategy";

	private final HostsProperties hosts;

	private final Environment environment;

	private final @Nullable SslInfo ssl;

	private final Clock clock;

	TransportAuditChecks(HostsProperties hosts, Environment environment, @Nullable SslInfo ssl, Clock clock) {
		this.hosts = hosts;
		this.environment = environment;
		this.ssl = ssl;
		this.clock = clock;
	}

	@Override
	public List<AuditCheck> checks() {
		return Stream.of(
				AuditCheck
					.of("HRD-HOST-003", "Few paths answer under any name and unencrypted", AuditSeverity.WARNING,
							this::exempt)
					.because("What is exempt is neither protected from forged hosts nor redirected to HTTPS.")
					.mendedBy("hardening.hosts.exempt-paths: the probes only")
					.demandedBy(Checklist.STORY.part("Security Headers")),
				AuditCheck
					.of("HRD-HOST-004", "Forwarding headers are believed from known proxies only",
							AuditSeverity.WARNING, this::forwarded)
					.because("Whoever sends one chooses the address, scheme and host that the application sees.")
					.mendedBy(STRATEGY + ": none, with hardening.client-ip.trusted-proxies")
					.demandedBy("ASVS 5.0 4.1.3", Checklist.IMPROVEMENTS.part("6")),
				AuditCheck.of("HRD-HOST-005", "TLS is 1.2 or newer", AuditSeverity.WARNING, this::protocols)
					.because("Older versions can be broken on the way.")
					.mendedBy("server.ssl.enabled-protocols: TLSv1.3,TLSv1.2")
					.demandedBy("ASVS 5.0 12.1.1", Checklist.IMPROVEMENTS.part("6")),
				AuditCheck
					.of("HRD-HOST-006", "Certificates are good for another two weeks", AuditSeverity.WARNING,
							this::certificates)
					.because("On the day after their last, no client connects.")
					.mendedBy("a new certificate; management.health.ssl.certificate-validity-warning-threshold: 14d")
					.demandedBy("ASVS 5.0 12.2.2", Checklist.CONFIGURATION.part("Infrastructure")))
			.map((check) -> check.outsideDevelopment(this.environment))
			.toList();
	}

	private AuditResult exempt() {
		List<String> broad = this.hosts.exemptPaths().stream().filter(EVERYTHING::contains).toList();
		return AuditResult.passIf(broad.isEmpty(),
				broad.isEmpty() ? "They are %s.".formatted(String.join(", ", this.hosts.exemptPaths()))
						: "All are, by %s.".formatted(broad.get(0)));
	}

	private AuditResult forwarded() {
		String strategy = this.environment.getProperty(STRATEGY, "none").toLowerCase(Locale.ROOT);
		return AuditResult.passIf(strategy.equals("none"), strategy.equals("none")
				? "They are read by hardening.client-ip." : "Boot's strategy is %s.".formatted(strategy));
	}

	private AuditResult protocols() {
		List<String> enabled = Binder.get(this.environment)
			.bind("server.ssl.enabled-protocols", Bindable.listOf(String.class))
			.orElseGet(List::of);
		List<String> broken = enabled.stream()
			.filter((name) -> BROKEN.contains(name.toLowerCase(Locale.ROOT)))
			.toList();
		return AuditResult.passIf(broken.isEmpty(),
				!broken.isEmpty() ? "Enabled: %s.".formatted(String.join(", ", broken)) : enabled.isEmpty()
						? "The default of the virtual machine is." : "Enabled: " + String.join(", ", enabled) + ".");
	}

	private AuditResult certificates() {
		if (this.ssl == null || this.ssl.getBundles().isEmpty()) {
			return AuditResult.skipped("The application has no certificate of its own.");
		}
		List<String> bad = new ArrayList<>();
		this.ssl.getBundles()
			.forEach((bundle) -> bundle.getCertificateChains()
				.stream()
				.filter((chain) -> chain.getCertificates().stream().anyMatch(this::isEnding))
				.forEach((chain) -> bad.add("%s/%s".formatted(bundle.getName(), chain.getAlias()))));
		return AuditResult.passIfNone(bad, "All are, of %d bundles.".formatted(this.ssl.getBundles().size()),
				"Not good, or not for long: ");
	}

	private boolean isEnding(SslInfo.CertificateInfo certificate) {
		Instant now = this.clock.instant();
		Instant begin = certificate.getValidityStarts();
		Instant end = certificate.getValidityEnds();
		return (begin != null && begin.isAfter(now)) || (end != null && end.isBefore(now.plus(SOON)));
	}

}
