package dev.hardening.metrics;

import dev.hardening.environment.ApplicationVersion;
import dev.hardening.environment.DeploymentEnvironment;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Wires what is counted.
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "hardening.metrics.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MetricsProperties.class)
public final class MetricsAutoConfiguration {

	@Bean
	RefusalCounter refusalCounter(MeterRegistry registry) {
		return new RefusalCounter(registry);
	}

	@Bean
	ApplicationInfo applicationInfo(Environment environment, ObjectProvider<BuildProperties> build) {
		return new ApplicationInfo(ApplicationVersion.of(environment, build.getIfAvailable()),
				DeploymentEnvironment.of(environment).toString());
	}

	@Bean
	MetricsAuditChecks metricsAuditChecks(MetricsProperties properties) {
		return new MetricsAuditChecks(properties);
	}

}
