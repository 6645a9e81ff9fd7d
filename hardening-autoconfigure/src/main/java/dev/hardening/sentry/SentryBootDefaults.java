package dev.hardening.sentry;

import dev.hardening.environment.BootDefaults;
import dev.hardening.environment.DeploymentEnvironment;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Translates the starter's keys into those of Sentry's own starter. What the user says by
 * Sentry's keys wins.
 */
class SentryBootDefaults implements BootDefaults {

	private static final String PROFILER = "META-INF/services/io.sentry.profiling.JavaContinuousProfilerProvider";

	private final boolean profiler;

	SentryBootDefaults() {
		this(SentryBootDefaults.class.getClassLoader().getResource(PROFILER) != null);
	}

	SentryBootDefaults(boolean profiler) {
		this.profiler = profiler;
	}

	@Override
	public void contribute(Environment environment, Defaults defaults) {
		SentryProperties properties = Binder.get(environment)
			.bindOrCreate("hardening.sentry", SentryProperties.class)
			.validated();
		DeploymentEnvironment deployment = DeploymentEnvironment.of(environment);
		defaults.set("sentry.send-default-pii", false);
		defaults.set("sentry.max-request-body-size", "none");
		defaults.set("sentry.environment", deployment.toString());
		defaults.set("sentry.shutdown-timeout-millis", 1000);
		// Or a dead receiver with a full queue would hold up the end for 15 seconds.
		defaults.set("sentry.flush-timeout-millis", 2000);
		defaults.set("sentry.connection-timeout-millis", 2000);
		defaults.set("sentry.read-timeout-millis", 2000);
		if (!properties.environments().contains(deployment)) {
			// Also where SENTRY_DSN is in the process environment, which Sentry reads.
			defaults.set("sentry.enabled", false);
		}
		else {
			// The shares also hold where the address is known from Sentry's own key.
			if (!properties.dsn().isEmpty()) {
				defaults.set("sentry.dsn", properties.dsn().reveal());
			}
			defaults.set("sentry.sample-rate", properties.sampleRate());
			defaults.set("sentry.traces-sample-rate", properties.tracesSampleRate());
			if (this.profiler) {
				// Not profiles-sample-rate, which is for phones and would silence it.
				defaults.set("sentry.profile-session-sample-rate", properties.profilesSampleRate());
				defaults.set("sentry.profile-lifecycle", "trace");
			}
		}
	}

}
