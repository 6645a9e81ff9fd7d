package dev.hardening.logging;

import java.time.Clock;

import dev.hardening.secrets.RedactionPolicy;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;

/**
 * Wires what is logged whatever the web stack.
 */
@AutoConfiguration(before = TaskExecutionAutoConfiguration.class)
@EnableConfigurationProperties({ LoggingProperties.class, RequestIdProperties.class })
public final class LoggingAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RequestIds requestIds(RequestIdProperties properties) {
		return new RequestIds(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty(name = "hardening.logging.access-log.enabled", matchIfMissing = true)
	AccessLog accessLog(LoggingProperties properties, ObjectProvider<RedactionPolicy> policy) {
		return new AccessLog(properties.accessLog(), policy.getIfAvailable(RedactionPolicy::builtIn),
				Clock.systemUTC());
	}

	@Bean
	@ConditionalOnWebApplication
	LoggingExplainer loggingExplainer(LoggingProperties properties, RequestIdProperties ids) {
		return new LoggingExplainer(properties, ids);
	}

	@Bean
	LoggingAuditChecks loggingAuditChecks(LoggingProperties properties, Environment environment) {
		return new LoggingAuditChecks(properties, environment);
	}

	@Bean
	@Order(0)
	TaskDecorator requestContextTaskDecorator() {
		return new RequestContextTaskDecorator();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ContextSnapshotFactory.class, ObservationThreadLocalAccessor.class })
	static class ObservationConfiguration {

		@Bean
		@Order(1)
		TaskDecorator observationTaskDecorator() {
			return new ObservationTaskDecorator();
		}

	}

}
