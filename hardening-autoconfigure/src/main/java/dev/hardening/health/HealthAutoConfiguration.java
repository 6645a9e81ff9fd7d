package dev.hardening.health;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;

import dev.hardening.environment.ApplicationVersion;
import dev.hardening.environment.DeploymentEnvironment;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Wires what the probes say.
 */
@AutoConfiguration(after = { ApplicationAvailabilityAutoConfiguration.class,
		HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class })
@ConditionalOnClass(HealthContributorRegistry.class)
@ConditionalOnBooleanProperty(name = "hardening.health.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HealthProperties.class)
public final class HealthAutoConfiguration {

	@Bean
	@ConditionalOnEnabledHealthIndicator("memory")
	@ConditionalOnMissingBean(name = "memoryHealthIndicator")
	MemoryHealthIndicator memoryHealthIndicator(HealthProperties properties) {
		return new MemoryHealthIndicator(HeapMemory.ofProcess(), ContainerMemory.at(Path.of("/sys/fs/cgroup")),
				properties.memoryThreshold());
	}

	@Bean
	@ConditionalOnEnabledHealthIndicator("config")
	@ConditionalOnMissingBean(name = "configHealthIndicator")
	ConfigHealthIndicator configHealthIndicator(Environment environment) {
		return new ConfigHealthIndicator(DeploymentEnvironment.of(environment));
	}

	// Before Boot's own, which leaves a readiness group alone that is already there.
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE - 10)
	HealthEndpointGroupsPostProcessor readinessGroup() {
		return ReadinessGroup::addTo;
	}

	@Bean
	HealthAuditChecks healthAuditChecks(Environment environment, HealthProperties properties) {
		return new HealthAuditChecks(environment, properties);
	}

	@Bean
	HealthCheckThreads healthCheckThreads() {
		return new HealthCheckThreads();
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean({ HealthContributorRegistry.class, ApplicationAvailability.class })
	Probes probes(HealthContributorRegistry registry, ObjectProvider<ReactiveHealthContributorRegistry> reactive,
			ObjectProvider<HealthEndpointGroups> groups, ObjectProvider<StatusAggregator> aggregator,
			ApplicationAvailability availability, HealthProperties properties, HealthCheckThreads threads,
			Environment environment, ObjectProvider<BuildProperties> build) {
		HealthChecks checks = checks(contributors(registry, reactive.getIfAvailable()),
				aggregator.getIfAvailable(StatusAggregator::getDefault), properties, threads.executor());
		return new Probes(checks, new ProbeGroups(groups.getIfAvailable()), availability,
				ApplicationVersion.of(environment, build.getIfAvailable()),
				DeploymentEnvironment.of(environment).toString(), Clock.systemUTC());
	}

	private HealthChecks checks(HealthContributors contributors, StatusAggregator aggregator,
			HealthProperties properties, Executor executor) {
		return new HealthChecks(contributors, aggregator, properties, executor, System::nanoTime);
	}

	private HealthContributors contributors(HealthContributorRegistry registry,
			@Nullable ReactiveHealthContributorRegistry reactive) {
		return (reactive != null) ? HealthContributors.of(registry, reactive.asHealthContributors()) : registry;
	}

}
