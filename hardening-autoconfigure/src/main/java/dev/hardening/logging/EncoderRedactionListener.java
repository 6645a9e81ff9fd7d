package dev.hardening.logging;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Looks at encoders and appenders as soon as Boot has set up the logging.
 */
class EncoderRedactionListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	private static final boolean LOGBACK = ClassUtils.isPresent("ch.qos.logback.classic.LoggerContext",
			EncoderRedactionListener.class.getClassLoader());

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		Environment environment = event.getEnvironment();
		if (LOGBACK) {
			Logback.apply(environment);
		}
	}

	@Override
	public int getOrder() {
		return LoggingApplicationListener.DEFAULT_ORDER + 1;
	}

	private static final class Logback {

		static void apply(Environment environment) {
			if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
				if (environment.getProperty("hardening.logging.redact-other-formats", Boolean.class, true)) {
					new EncoderRedaction(LogRedaction.of(environment)).apply(context);
				}
				GatheredConsole.apply(context);
			}
		}

	}

}
