package dev.hardening.metrics;

import java.util.List;
import java.util.Map;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Checks whether anything is measured, also where it is not.
 */
@AutoConfiguration(after = MetricsAutoConfiguration.class)
@ConditionalOnWebApplication
public final class MetricsAuditAutoConfiguration {

	private static final String PROMETHEUS = "io.micrometer.prometheusmetrics.PrometheusMeterRegistry";

	private static final String DISTRIBUTION = "management.metrics.distribution.";

	@Bean
	AuditChecks measuringAuditChecks(ObjectProvider<MetricsProperties> properties, Environment environment) {
		boolean prometheus = ClassUtils.isPresent(PROMETHEUS, getClass().getClassLoader());
		return () -> List.of(
				AuditCheck
					.of("HRD-OPS-202", "Requests and refusals are measured", AuditSeverity.WARNING,
							() -> measured(properties.getIfAvailable(), prometheus))
					.because("An attack, or a limit that is too low, shows in no other way.")
					.mendedBy("hardening.metrics.enabled: true, with micrometer-registry-prometheus")
					.demandedBy(Checklist.INTEGRATION.part("Phase 7"), Checklist.CONFIGURATION.part("Monitoring"),
							Checklist.STORY.part("3")),
				AuditCheck
					.of("HRD-OPS-203", "Response times can be judged by percentile", AuditSeverity.INFO,
							() -> percentiles(environment))
					.because("A mean hides the requests for which people wait.")
					.mendedBy(DISTRIBUTION + "slo.http.server.requests: 50ms,100ms,200ms,500ms,1s")
					.demandedBy(Checklist.STORY.part("Performance")));
	}

	private static AuditResult measured(@Nullable MetricsProperties properties, boolean prometheus) {
		boolean good = properties != null && prometheus;
		return AuditResult.passIf(good,
				(properties != null && prometheus) ? "Prometheus reads %s.".formatted(properties.path())
						: (properties != null) ? "No registry of Prometheus is there." : "Nothing is measured.");
	}

	private static AuditResult percentiles(Environment environment) {
		boolean good = List.of("slo", "percentiles", "percentiles-histogram")
			.stream()
			.anyMatch((kind) -> covers(environment, kind));
		return AuditResult.passIf(good, good ? "They can." : "Only counts and sums are kept.");
	}

	private static boolean covers(Environment environment, String kind) {
		Map<String, String> byMeter = Binder.get(environment)
			.bind(DISTRIBUTION + kind, Bindable.mapOf(String.class, String.class))
			.orElseGet(Map::of);
		return byMeter.entrySet()
			.stream()
			.anyMatch((entry) -> List.of("all", "http", "http.server", "http.server.requests").contains(entry.getKey())
					&& !entry.getValue().equals("false") && !entry.getValue().isBlank());
	}

}
