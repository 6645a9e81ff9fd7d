package dev.hardening.json;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * Makes the bounds on JSON known; {@link JsonBootDefaults} hands them to Jackson.
 */
@AutoConfiguration
@EnableConfigurationProperties(JsonProperties.class)
public final class JsonAutoConfiguration {

}
