package dev.hardening.secrets;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;

/**
 * What counts as a secret, and how strong one must be.
 *
 * @param redact names of properties, headers, parameters and JSON members that are masked
 * in logs, error reports and the actuator, added to the built-in names. Case, dashes and
 * underscores make no difference.
 * @param minLength least number of bytes of a secret that signs
 * @param rotatedOn day on which secrets were last replaced, for example 2027-03-31, where
 * the age of a file does not tell it
 */
@ConfigurationProperties("hardening.secrets")
public record SecretsProperties(@DefaultValue List<String> redact, @DefaultValue("32") int minLength,
		@DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate rotatedOn) {

}
