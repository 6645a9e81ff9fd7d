package dev.hardening.sentry;

import dev.hardening.secrets.RedactionPolicy;
import io.sentry.Sentry.OptionsConfiguration;
import io.sentry.SentryOptions;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Watches over what Sentry's own starter sends.
 */
@AutoConfiguration
@EnableConfigurationProperties(SentryProperties.class)
public final class SentryAutoConfiguration {

	@Bean
	SentryAuditChecks sentryAuditChecks(Environment environment) {
		return new SentryAuditChecks(environment,
				ClassUtils.isPresent("io.sentry.spring.boot4.SentryAutoConfiguration", getClass().getClassLoader()));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = { "io.sentry.SentryOptions", "io.sentry.spring.boot4.SentryAutoConfiguration" })
	static class ReportsConfiguration {

		/**
		 * Configure Sentry after all else has.
		 * @param policy what to mask
		 * @param build the build, whose version is the release
		 * @return the configuration of Sentry
		 */
		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		OptionsConfiguration<SentryOptions> sentryReports(ObjectProvider<RedactionPolicy> policy,
				ObjectProvider<BuildProperties> build) {
			BuildProperties properties = build.getIfAvailable();
			String release = (properties != null) ? properties.getArtifact() + "@" + properties.getVersion() : null;
			return new SentryReports(policy.getIfAvailable(RedactionPolicy::builtIn), release);
		}

		@Bean
		SentryShutdownStep sentryShutdownStep() {
			return new SentryShutdownStep();
		}

	}

}
