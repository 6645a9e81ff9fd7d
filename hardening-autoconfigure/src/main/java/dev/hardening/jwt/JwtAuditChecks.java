package dev.hardening.jwt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;
import dev.hardening.jwt.ClockWatch.Ahead;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Whether tokens are good for no longer, and for no more, than they need to be. That keys
 * are strong is no check: a weak one stops the start.
 */
class JwtAuditChecks implements AuditChecks {

	private static final Duration LONGEST_ACCESS = Duration.ofHours(1);

	private static final Duration LONGEST_REFRESH = Duration.ofDays(30);

	private static final Duration WIDEST_SKEW = Duration.ofMinutes(1);

	private final JwtProperties properties;

	private final ClockWatch watch;

	private final Environment environment;

	JwtAuditChecks(JwtProperties properties, ClockWatch watch, Environment environment) {
		this.properties = properties;
		this.watch = watch;
		this.environment = environment;
	}

	@Override
	public List<AuditCheck> checks() {
		return Stream.concat(lifetimes(),
				Stream.of(AuditCheck
					.of("HRD-JWT-004", "Tokens say who issued them, and for whom", AuditSeverity.WARNING, this::named)
					.because("A token of another application that shares the key would be accepted.")
					.mendedBy("hardening.jwt.issuer and hardening.jwt.audience")
					.demandedBy("ASVS 5.0 9.2.3"),
						AuditCheck
							.of("HRD-JWT-005", "No replaced key is kept for ever", AuditSeverity.INFO, this::replaced)
							.because("Whoever got hold of the old key still makes tokens.")
							.mendedBy(
									"hardening.jwt.previous-secrets without the old one, once the last old token is over")
							.demandedBy("ASVS 5.0 13.3.4", Checklist.GUIDE.part("9.2")),
						AuditCheck
							.of("HRD-JWT-006", "No token comes from the future", AuditSeverity.WARNING, this::clocks)
							.because(
									"Clocks differ, so good tokens are refused, and others are good for longer than they should be.")
							.mendedBy("a clock that NTP keeps, on this machine and on the issuer's")
							.demandedBy("ASVS 5.0 9.2.1", "ASVS 5.0 16.2.2")))
			.toList();
	}

	private Stream<AuditCheck> lifetimes() {
		return Stream.of(
				AuditCheck
					.of("HRD-JWT-001", "An access token is good for an hour at most", AuditSeverity.WARNING,
							() -> within(this.properties.accessTokenTtl(), LONGEST_ACCESS))
					.because("A stolen token works until it is over.")
					.mendedBy("hardening.jwt.access-token-ttl: 15m")
					.demandedBy("ASVS 5.0 9.2.1", Checklist.GUIDE.part("3.1")),
				AuditCheck
					.of("HRD-JWT-002", "A refresh token is good for thirty days at most", AuditSeverity.WARNING,
							() -> within(this.properties.refreshTokenTtl(), LONGEST_REFRESH))
					.because("A stolen one renews itself until somebody notices.")
					.mendedBy("hardening.jwt.refresh-token-ttl: 14d")
					.demandedBy("ASVS 5.0 7.3.2"),
				AuditCheck
					.of("HRD-JWT-003", "Clocks may differ by a minute at most", AuditSeverity.WARNING,
							() -> within(this.properties.clockSkew(), WIDEST_SKEW))
					.because("The tolerance is added to the life of every token.")
					.mendedBy("hardening.jwt.clock-skew: 30s")
					.demandedBy("ASVS 5.0 9.2.1"));
	}

	private static AuditResult within(Duration value, Duration longest) {
		return AuditResult.passIf(value.compareTo(longest) <= 0, "It is %d s.".formatted(value.toSeconds()));
	}

	private AuditResult named() {
		boolean named = StringUtils.hasText(this.properties.issuer()) || StringUtils.hasText(this.properties.audience())
				|| this.environment.containsProperty("spring.application.name");
		return AuditResult.passIf(named,
				named ? "They do." : "The issuer is 'application', as it is everywhere where nothing is set.");
	}

	private AuditResult clocks() {
		Map<String, Ahead> seen = this.watch.seen();
		return seen.isEmpty() ? AuditResult.pass("None did since the start.")
				: AuditResult.warn("Good signatures, and ahead of this clock: %s.".formatted(seen.entrySet()
					.stream()
					.map((entry) -> "%d of %s, by up to %d s".formatted(entry.getValue().tokens(), entry.getKey(),
							entry.getValue().furthest().toSeconds()))
					.collect(Collectors.joining("; "))));
	}

	private AuditResult replaced() {
		List<String> kept = new ArrayList<>();
		if (this.properties.previousSecrets().stream().anyMatch((secret) -> !secret.isEmpty())) {
			kept.add("hardening.jwt.previous-secrets");
		}
		if (this.properties.previousPublicKeys().stream().anyMatch(StringUtils::hasText)) {
			kept.add("hardening.jwt.previous-public-keys");
		}
		return kept.isEmpty() ? AuditResult.pass("None is.")
				: AuditResult.warn("Still set: %s.".formatted(String.join(", ", kept)));
	}

}
