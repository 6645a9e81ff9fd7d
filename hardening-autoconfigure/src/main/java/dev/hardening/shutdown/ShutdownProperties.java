package dev.hardening.shutdown;

import java.time.Duration;

import dev.hardening.environment.InvalidPropertyException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the application ends.
 *
 * @param enabled Whether to drain before the server closes, and to log each step.
 * @param drainDelay time for which requests are still served after readiness has failed,
 * so that load balancers can look away
 * @param timeout time that requests in flight have to finish after that
 */
@ConfigurationProperties("hardening.shutdown")
public record ShutdownProperties(@DefaultValue("true") boolean enabled, @DefaultValue("0s") Duration drainDelay,
		@DefaultValue("30s") Duration timeout) {

	static final String TIMEOUT = "hardening.shutdown.timeout";

	public ShutdownProperties {
		if (drainDelay.isNegative() || drainDelay.compareTo(Duration.ofMinutes(10)) > 0) {
			throw new InvalidPropertyException("hardening.shutdown.drain-delay", drainDelay,
					"is not between 0 and 10 minutes",
					"Write the time that the load balancer takes to notice, for example 10s.");
		}
		if (timeout.isNegative() || timeout.isZero()) {
			throw new InvalidPropertyException(TIMEOUT, timeout, "leaves requests in flight no time",
					"Write a positive time, for example 30s.");
		}
	}

}
