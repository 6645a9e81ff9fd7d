package dev.hardening.requests;

import java.time.Duration;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.web.ControlMode;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds on what a request may cost.
 *
 * @param enabled Whether requests are bounded in size and time.
 * @param mode Whether a request beyond a bound is refused or only reported.
 * @param maxBodySize Largest body of any content type, sent at once or in chunks.
 * @param maxQueryParameters Most parameters in a query.
 * @param maxQueryLength Longest query in characters, as it is sent.
 * @param maxUriLength Longest target in characters, query included, as it is sent.
 * @param maxHeaderSize Largest header section besides the target. Becomes part of the
 * server's own limit.
 * @param timeout Time after which the work on a request is interrupted and the request is
 * answered with 503. Zero sets no deadline.
 */
@ConfigurationProperties("hardening.requests")
public record RequestsProperties(@DefaultValue("true") boolean enabled, @DefaultValue("enforce") ControlMode mode,
		@DefaultValue("10MB") DataSize maxBodySize, @DefaultValue("100") int maxQueryParameters,
		@DefaultValue("4096") int maxQueryLength, @DefaultValue("8192") int maxUriLength,
		@DefaultValue("8KB") DataSize maxHeaderSize, @DefaultValue("60s") Duration timeout) {

	static final String PREFIX = "hardening.requests";

	/**
	 * Check that the bounds can work.
	 * @throws InvalidPropertyException if one of them refuses every request
	 */
	void validate() {
		positive("max-body-size", this.maxBodySize, this.maxBodySize.toBytes(), "10MB");
		positive("max-query-parameters", this.maxQueryParameters, this.maxQueryParameters, "100");
		positive("max-query-length", this.maxQueryLength, this.maxQueryLength, "4096");
		positive("max-uri-length", this.maxUriLength, this.maxUriLength, "8192");
		positive("max-header-size", this.maxHeaderSize, this.maxHeaderSize.toBytes(), "8KB");
		if (this.timeout.isNegative()) {
			throw new InvalidPropertyException(PREFIX + ".timeout", this.timeout, "is negative",
					"Write a duration such as 60s, or 0s for no deadline.");
		}
	}

	private static void positive(String name, Object configured, long value, String example) {
		if (value <= 0) {
			throw new InvalidPropertyException(PREFIX + "." + name, configured, "would refuse every request",
					"Write a positive value such as %s, or set %s.enabled to false.".formatted(example, PREFIX));
		}
	}

}
