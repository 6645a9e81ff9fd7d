package dev.hardening.signedurl;

import java.time.Duration;
import java.util.List;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Checks whether links are good for no longer than they need to be.
 */
@AutoConfiguration(after = SignedUrlAutoConfiguration.class)
@ConditionalOnBean(SignedUrlService.class)
public final class SignedUrlAuditAutoConfiguration {

	private static final Duration LONGEST = Duration.ofDays(1);

	@Bean
	AuditChecks signedUrlAuditChecks(SignedUrlProperties properties, Environment environment) {
		return () -> List.of(
				AuditCheck
					.of("HRD-URL-001", "A signed link is good for a day at most", AuditSeverity.WARNING,
							() -> lifetime(properties.ttl()))
					.because("A link is passed on, stored in histories and logged on the way.")
					.mendedBy("hardening.signed-urls.ttl: 1h")
					.demandedBy(Checklist.GUIDE.part("3.3")),
				AuditCheck
					.of("HRD-URL-002", "Signed links begin with https", AuditSeverity.WARNING,
							() -> encrypted(properties.baseUrl()))
					.because("A link is a credential, and goes over the wire with each use.")
					.mendedBy("hardening.signed-urls.base-url: https://files.example.com")
					.demandedBy("ASVS 5.0 12.2.1", Checklist.GUIDE.part("3.3"))
					.outsideDevelopment(environment));
	}

	private static AuditResult lifetime(Duration ttl) {
		return AuditResult.passIf(ttl.compareTo(LONGEST) <= 0, "It is %d s.".formatted(ttl.toSeconds()));
	}

	private static AuditResult encrypted(String base) {
		boolean plain = base.startsWith("http:");
		return AuditResult.passIf(!plain, plain ? "They begin with %s.".formatted(base)
				: base.isEmpty() ? "They have no host, so they are as safe as the page they are on." : "They do.");
	}

}
