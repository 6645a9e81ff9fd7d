package dev.hardening.audit;

import java.time.Duration;
import java.util.Locale;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Wires the metrics of the audit.
 */
@AutoConfiguration(after = AuditAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public final class AuditMetricsAutoConfiguration {

	/** A reader of metrics causes an audit at most this often. */
	private static final Duration FRESH = Duration.ofMinutes(1);

	@Bean
	MeterBinder auditMetrics(Audit audit) {
		return (registry) -> {
			Gauge.builder("hardening.audit.score", audit, (one) -> one.latest(FRESH).score())
				.description("How hard the application is, from 0 to 100")
				.register(registry);
			for (AuditSeverity severity : AuditSeverity.values()) {
				Gauge.builder("hardening.audit.findings", audit, (one) -> count(one.latest(FRESH), severity))
					.description("Checks that failed or warned")
					.tag("severity", severity.name().toLowerCase(Locale.ROOT))
					.register(registry);
			}
		};
	}

	private static long count(AuditReport report, AuditSeverity severity) {
		return report.attention().stream().filter((finding) -> finding.check().severity() == severity).count();
	}

}
