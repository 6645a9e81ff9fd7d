package dev.hardening.hosts;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.SslInfo;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Checks whether hosts and HTTPS are held to.
 */
@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties({ HostsProperties.class, HttpsProperties.class })
public final class HostsAuditAutoConfiguration {

	@Bean
	HostsExplainer hostsExplainer(HostsProperties hosts, HttpsProperties https) {
		return new HostsExplainer(hosts, https);
	}

	@Bean
	AuditChecks hostsAuditChecks(HostsProperties hosts, HttpsProperties https, Environment environment) {
		return () -> Stream
			.of(AuditCheck
				.of("HRD-HOST-001", "The hosts that are served are named", AuditSeverity.WARNING, () -> named(hosts))
				.because("Links and caches that are made from a forged Host header lead to an attacker.")
				.mendedBy("hardening.hosts.allowed: the names of the application")
				.demandedBy(Checklist.STORY.part("Security Headers"), Checklist.IMPROVEMENTS.part("10"),
						Checklist.INTEGRATION.part("Phase 6")),
					AuditCheck
						.of("HRD-HOST-002", "Requests over plain HTTP are redirected or refused", AuditSeverity.WARNING,
								() -> encrypted(https))
						.because("Credentials that are sent once over plain HTTP are read on the way.")
						.mendedBy("hardening.https.redirect: browser")
						.demandedBy("ASVS 5.0 4.1.2", Checklist.GUIDE.part("Security Checklist"),
								Checklist.STORY.part("Security Headers"), Checklist.IMPROVEMENTS.part("6"),
								Checklist.CONFIGURATION.part("Before Deployment")))
			.map((check) -> check.outsideDevelopment(environment))
			.toList();
	}

	@Bean
	TransportAuditChecks transportAuditChecks(HostsProperties hosts, Environment environment,
			ObjectProvider<SslBundles> bundles) {
		SslBundles unique = bundles.getIfUnique();
		return new TransportAuditChecks(hosts, environment, (unique != null) ? new SslInfo(unique) : null,
				Clock.systemUTC());
	}

	private static AuditResult named(HostsProperties properties) {
		List<String> allowed = properties.enabled() ? properties.allowed() : List.of();
		return AuditResult
			.passIf(!allowed.isEmpty(),
					allowed.isEmpty() ? "Any Host header is accepted." : "Served: " + String.join(", ", allowed) + ".")
			.withProperty("hardening.hosts.allowed");
	}

	private static AuditResult encrypted(HttpsProperties properties) {
		boolean good = properties.redirect() != HttpsRedirect.OFF;
		return AuditResult
			.passIf(good,
					good ? "The mode is %s.".formatted(properties.redirect().name().toLowerCase(Locale.ROOT))
							: "The application answers plain HTTP.")
			.withProperty("hardening.https.redirect: browser")
			.withReference("ASVS 5.0 4.1.2");
	}

}
