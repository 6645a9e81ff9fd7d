package dev.hardening.shutdown;

import dev.hardening.environment.BootDefaults;

import org.springframework.core.env.Environment;

/**
 * Graceful shutdown with our time limit, in which tasks on other threads finish too.
 */
class ShutdownBootDefaults implements BootDefaults {

	@Override
	public void contribute(Environment environment, Defaults defaults) {
		if (!environment.getProperty("hardening.shutdown.enabled", Boolean.class, true)) {
			return;
		}
		String timeout = environment.getProperty(ShutdownProperties.TIMEOUT, "30s");
		defaults.set("server.shutdown", "graceful");
		defaults.set("spring.lifecycle.timeout-per-shutdown-phase", timeout);
		// A request that is served while draining may still need the executor, which by
		// default refuses tasks from the first moment of the shutdown.
		defaults.set("spring.task.execution.pool.shutdown.accept-tasks-after-context-close", true);
		defaults.set("spring.task.execution.shutdown.await-termination", true);
		defaults.set("spring.task.execution.shutdown.await-termination-period", timeout);
	}

}
