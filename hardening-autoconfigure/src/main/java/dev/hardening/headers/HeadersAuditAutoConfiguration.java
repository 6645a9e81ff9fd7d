package dev.hardening.headers;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;
import dev.hardening.web.ControlMode;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Checks whether the security headers were loosened.
 */
@AutoConfiguration(afterName = "dev.hardening.headers.servlet.HeadersServletAutoConfiguration")
@ConditionalOnWebApplication
@EnableConfigurationProperties(HeadersProperties.class)
public final class HeadersAuditAutoConfiguration {

	private static final Duration YEAR = Duration.ofDays(365);

	private static final List<String> BROAD = List.of("'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:");

	@Bean
	HeadersExplainer headersExplainer(HeadersProperties properties) {
		return new HeadersExplainer(properties);
	}

	@Bean
	AuditChecks headersAuditChecks(HeadersProperties properties, Environment environment) {
		return () -> Stream
			.of(AuditCheck
				.of("HRD-HDR-001", "Answers carry security headers", AuditSeverity.WARNING, () -> sent(properties))
				.because("Browsers allow by default what an attack needs.")
				.mendedBy("hardening.headers.enabled: true")
				.demandedBy("ASVS 5.0 3.4.4", Checklist.GUIDE.part("5.1"), Checklist.STORY.part("Security Headers"),
						Checklist.IMPROVEMENTS.part("10")),
					AuditCheck
						.of("HRD-HDR-002", "The content security policy is enforced", AuditSeverity.WARNING,
								() -> enforced(properties))
						.because("A script that gets into a page runs.")
						.mendedBy("hardening.headers.csp.mode: enforce")
						.demandedBy("ASVS 5.0 3.4.3", Checklist.GUIDE.part("5.2")),
					AuditCheck
						.of("HRD-HDR-003", "The content security policy trusts no broad source", AuditSeverity.WARNING,
								() -> narrow(properties))
						.because("A broad source lets in the scripts that the policy is there to keep out.")
						.mendedBy("hardening.headers.csp.directives: sources by name, or nonces")
						.demandedBy("ASVS 5.0 3.4.3", Checklist.GUIDE.part("5.2")),
					AuditCheck
						.of("HRD-HDR-004", "Browsers are told to use HTTPS for a year or more", AuditSeverity.WARNING,
								() -> strict(properties))
						.because("The first request of each visit can be led to another site.")
						.mendedBy("hardening.headers.hsts.max-age: 730d")
						.demandedBy("ASVS 5.0 3.4.1", Checklist.GUIDE.part("5.1"),
								Checklist.STORY.part("Security Headers"), Checklist.IMPROVEMENTS.part("10")))
			.map((check) -> check.outsideDevelopment(environment))
			.toList();
	}

	@Bean
	@ConditionalOnBean(SecurityHeadersSelector.class)
	SentHeadersAuditChecks sentHeadersAuditChecks(SecurityHeadersSelector selector, Environment environment) {
		return new SentHeadersAuditChecks(selector.standard(), environment);
	}

	@Bean
	AuditCheck cspReportsAuditCheck(HeadersProperties properties, Environment environment) {
		return AuditCheck
			.of("HRD-HDR-013", "Browsers report what the policy stops", AuditSeverity.INFO, () -> reported(properties))
			.because("Otherwise nobody hears of an attack, or of a page that the policy breaks.")
			.mendedBy("hardening.headers.csp.report-path: /csp-reports")
			.demandedBy("ASVS 5.0 3.4.7")
			.outsideDevelopment(environment);
	}

	private static AuditResult reported(HeadersProperties properties) {
		String path = properties.csp().reportPath();
		boolean good = properties.enabled() && properties.csp().enabled() && !path.isBlank();
		return AuditResult.passIf(good, good ? "To %s.".formatted(path) : "They report nothing.");
	}

	private static AuditResult sent(HeadersProperties properties) {
		boolean good = properties.enabled() && properties.profile() != HeadersProfile.OFF;
		return AuditResult.passIf(good, good ? "The profile is " + name(properties.profile()) + "." : "They are off.")
			.withProperty(properties.enabled() ? "hardening.headers.profile: api" : "hardening.headers.enabled: true")
			.withReference("ASVS 5.0 3.4.4");
	}

	private static AuditResult enforced(HeadersProperties properties) {
		boolean good = properties.enabled() && properties.csp().enabled()
				&& properties.csp().mode() == ControlMode.ENFORCE;
		return AuditResult.passIf(good, good ? "It is." : "It is off or only reported.")
			.withProperty("hardening.headers.csp.mode: enforce")
			.withReference("ASVS 5.0 3.4.3");
	}

	private static AuditResult narrow(HeadersProperties properties) {
		List<String> broad = Stream
			.concat(Stream.of(properties.csp().directives()),
					properties.profiles().stream().map((profile) -> profile.directives()))
			.flatMap((directives) -> directives.entrySet().stream())
			.filter((entry) -> Stream.of(entry.getValue().toLowerCase(Locale.ROOT).split(" +"))
				.anyMatch(BROAD::contains))
			.map((entry) -> entry.getKey())
			.distinct()
			.toList();
		return AuditResult.passIfNone(broad, "None is.", "Broad: ")
			.withProperty("hardening.headers.csp.directives")
			.withReference("ASVS 5.0 3.4.3");
	}

	private static AuditResult strict(HeadersProperties properties) {
		boolean good = properties.enabled() && properties.hsts().enabled()
				&& properties.hsts().maxAge().compareTo(YEAR) >= 0;
		return AuditResult
			.passIf(good,
					good ? "For %d days.".formatted(properties.hsts().maxAge().toDays()) : "They are not, or for less.")
			.withProperty("hardening.headers.hsts.max-age: 730d")
			.withReference("ASVS 5.0 3.4.1");
	}

	private static String name(HeadersProfile profile) {
		return profile.name().toLowerCase(Locale.ROOT);
	}

}
