package dev.hardening.cors;

import java.util.List;
import java.util.Locale;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Checks which origins are allowed.
 */
@AutoConfiguration
@ConditionalOnWebApplication
@EnableConfigurationProperties(CorsProperties.class)
public final class CorsAuditAutoConfiguration {

	@Bean
	AuditCheck corsOriginsAuditCheck(CorsProperties properties, Environment environment) {
		return AuditCheck
			.of("HRD-CORS-001", "Origins that may read answers use HTTPS", AuditSeverity.WARNING,
					() -> origins(properties))
			.outsideDevelopment(environment);
	}

	// Whoever is on the way can write the scripts of an origin that is plain HTTP.
	private static AuditResult origins(CorsProperties properties) {
		List<String> plain = properties.allowedOrigins()
			.stream()
			.filter((origin) -> origin.strip().toLowerCase(Locale.ROOT).startsWith("http://"))
			.toList();
		return AuditResult
			.passIf(plain.isEmpty(),
					plain.isEmpty() ? "%d origins are allowed.".formatted(properties.allowedOrigins().size())
							: "Over plain HTTP: " + String.join(", ", plain) + ".")
			.withProperty("hardening.cors.allowed-origins")
			.withReference("ASVS 5.0 3.4.2");
	}

}
