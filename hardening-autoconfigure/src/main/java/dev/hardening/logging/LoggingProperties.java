package dev.hardening.logging;

import java.util.List;

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
 * @param accessLog one line for every request
 */
@ConfigurationProperties("hardening.logging")
public record LoggingProperties(@DefaultValue("auto") LogFormat format, @DefaultValue("false") boolean caller,
		@DefaultValue("true") boolean redactOtherFormats, @DefaultValue AccessLog accessLog) {

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
