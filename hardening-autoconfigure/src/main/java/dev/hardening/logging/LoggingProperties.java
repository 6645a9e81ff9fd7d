package dev.hardening.logging;

import java.util.List;

import dev.hardening.environment.InvalidPropertyException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is logged, and how.
 *
 * @param format form of a log line: auto is json, but console in development
 * @param caller whether to add module, function and line of the code that logged, which
 * costs a walk of the stack for every line
 * @param redactOtherFormats whether secrets are masked also in what a format or an
 * encoder of your own writes
 * @param stackTracesPerSecond number of stack traces of one kind of exception that are
 * written in a second. More of them are written without their frames.
 * @param accessLog one line for every request
 */
@ConfigurationProperties("hardening.logging")
public record LoggingProperties(@DefaultValue("auto") LogFormat format, @DefaultValue("false") boolean caller,
		@DefaultValue("true") boolean redactOtherFormats, @DefaultValue("10") int stackTracesPerSecond,
		@DefaultValue AccessLog accessLog) {

	public LoggingProperties {
		if (stackTracesPerSecond < 1) {
			throw new InvalidPropertyException("hardening.logging.stack-traces-per-second", stackTracesPerSecond,
					"would write no stack trace at all", "Write 1 or more.");
		}
	}

	/**
	 * One line for every request.
	 *
	 * @param enabled whether to log every request
	 * @param exclude path patterns of requests that are not logged
	 * @param rejectionsPerSecond number of refused or failed requests of one kind that
	 * are logged in a second. More of them are counted, and summed up in one line.
	 */
	public record AccessLog(@DefaultValue("true") boolean enabled,
			@DefaultValue("/health, /ready, /live") List<String> exclude, @DefaultValue("10") int rejectionsPerSecond) {

	}

}
