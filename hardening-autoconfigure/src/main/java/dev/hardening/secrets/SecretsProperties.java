package dev.hardening.secrets;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What counts as a secret, and how strong one must be.
 *
 * @param redact names of properties, headers, parameters and JSON members that are masked
 * in logs, error reports and the actuator, added to the built-in names. Case, dashes and
 * underscores make no difference.
 * @param minLength least number of bytes of a secret that signs
 */
@ConfigurationProperties("hardening.secrets")
public record SecretsProperties(@DefaultValue List<String> redact, @DefaultValue("32") int minLength) {

}
