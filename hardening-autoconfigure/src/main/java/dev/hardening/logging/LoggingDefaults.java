package dev.hardening.logging;

import dev.hardening.environment.BootDefaults;
import dev.hardening.environment.DeploymentEnvironment;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Makes Boot's logging write the starter's formats.
 */
class LoggingDefaults implements BootDefaults {

	private static final boolean LOGBACK = ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext",
			LoggingDefaults.class.getClassLoader());

	private static final boolean CONTEXT_PROPAGATION = ClassUtils.isPresent("io.micrometer.context.ContextRegistry",
			LoggingDefaults.class.getClassLoader());

	@Override
	public void contribute(Environment environment, Defaults defaults) {
		if (CONTEXT_PROPAGATION) {
			// Else only some operators of Reactor tell the thread of the request.
			defaults.set("spring.reactor.context-propagation", "auto");
		}
		if (!LOGBACK) {
			return;
		}
		boolean json = isJson(environment);
		Class<?> console = json ? JsonLogFormatter.class : TextLogFormatter.Console.class;
		Class<?> file = json ? JsonLogFormatter.class : TextLogFormatter.File.class;
		defaults.set("logging.structured.format.console", console.getName());
		defaults.set("logging.structured.format.file", file.getName());
		defaults.set("logging.pattern.correlation", "[%X{request_id:--}] ");
	}

	private boolean isJson(Environment environment) {
		LogFormat format = Binder.get(environment)
			.bind("hardening.logging.format", LogFormat.class)
			.orElse(LogFormat.AUTO);
		return switch (format) {
			case JSON -> true;
			case CONSOLE -> false;
			case AUTO -> !DeploymentEnvironment.of(environment).isDevelopment();
		};
	}

}
