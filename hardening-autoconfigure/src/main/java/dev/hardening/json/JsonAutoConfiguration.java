package dev.hardening.json;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Makes the bounds on JSON known; {@link JsonBootDefaults} hands them to Jackson.
 */
@AutoConfiguration
@EnableConfigurationProperties(JsonProperties.class)
public final class JsonAutoConfiguration {

	@Bean
	JsonAuditChecks jsonAuditChecks(Environment environment) {
		return new JsonAuditChecks(environment);
	}

}
