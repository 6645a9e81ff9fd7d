package dev.hardening.cors;

import java.util.List;
import java.util.Locale;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;
import dev.hardening.environment.DeploymentEnvironment;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/**
 * Checks which origins are allowed.
 */
@AutoConfiguration(afterName = "dev.hardening.cors.servlet.CorsServletAutoConfiguration")
@ConditionalOnWebApplication
@EnableConfigurationProperties(CorsProperties.class)
public final class CorsAuditAutoConfiguration {

	@Bean
	CorsExplainer corsExplainer(CorsProperties properties, Environment environment,
			ObjectProvider<ActuatorCors> actuator) {
		return new CorsExplainer(properties, DeploymentEnvironment.of(environment), actuator.getIfAvailable());
	}

	@Bean
	AuditCheck corsOriginsAuditCheck(CorsProperties properties, Environment environment) {
		return AuditCheck
			.of("HRD-CORS-001", "Origins that may read answers use HTTPS", AuditSeverity.WARNING,
					() -> origins(properties))
			.because("Whoever is on the way can write the scripts of an origin that is plain HTTP.")
			.mendedBy("hardening.cors.allowed-origins: origins with https")
			.demandedBy("ASVS 5.0 3.4.2", Checklist.IMPROVEMENTS.part("2"))
			.outsideDevelopment(environment);
	}

	@Bean
	CorsAuditChecks corsAuditChecks(CorsProperties properties, Environment environment,
			ObjectProvider<UrlBasedCorsConfigurationSource> sources, ObjectProvider<RefusedOrigins> refused) {
		return new CorsAuditChecks(properties,
				sources.stream().flatMap((source) -> source.getCorsConfigurations().values().stream()).toList(),
				refused.getIfAvailable(RefusedOrigins::new), environment);
	}

	// Whoever is on the way can write the scripts of an origin that is plain HTTP.
	private static AuditResult origins(CorsProperties properties) {
		List<String> plain = properties.allowedOrigins()
			.stream()
			.filter((origin) -> origin.strip().toLowerCase(Locale.ROOT).startsWith("http://"))
			.toList();
		return AuditResult
			.passIfNone(plain, "%d origins are allowed.".formatted(properties.allowedOrigins().size()),
					"Over plain HTTP: ")
			.withProperty("hardening.cors.allowed-origins")
			.withReference("ASVS 5.0 3.4.2");
	}

}
