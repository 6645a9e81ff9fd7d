package dev.hardening.sentry;

import java.util.List;

import dev.hardening.environment.DeploymentEnvironment;
import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.secrets.Secret;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where errors are reported, and how many of them.
 *
 * @param dsn address of the project at Sentry. Nothing is sent where it is empty.
 * @param environments kinds of place from which reports are sent
 * @param sampleRate share of the errors that are sent
 * @param tracesSampleRate share of the requests of which a trace is sent
 * @param profilesSampleRate share of the instances that send profiles of what they trace,
 * with io.sentry:sentry-async-profiler
 */
@ConfigurationProperties("hardening.sentry")
public record SentryProperties(@DefaultValue("") Secret dsn,
		@DefaultValue("production, staging") List<DeploymentEnvironment> environments,
		@DefaultValue("1.0") double sampleRate, @DefaultValue("0.1") double tracesSampleRate,
		@DefaultValue("0.1") double profilesSampleRate) {

	SentryProperties validated() {
		validate("sample-rate", this.sampleRate);
		validate("traces-sample-rate", this.tracesSampleRate);
		validate("profiles-sample-rate", this.profilesSampleRate);
		return this;
	}

	private static void validate(String key, double rate) {
		if (!(rate >= 0 && rate <= 1)) {
			throw new InvalidPropertyException("hardening.sentry." + key, rate, "is not a share",
					"Write a number from 0.0, nothing, to 1.0, everything.");
		}
	}

}
