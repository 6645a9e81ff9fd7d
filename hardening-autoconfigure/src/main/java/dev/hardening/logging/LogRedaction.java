package dev.hardening.logging;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.spi.IThrowableProxy;
import dev.hardening.secrets.RedactionPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Applies the policy on secrets to what goes into a log line, whatever the form of the
 * line.
 */
final class LogRedaction {

	private static final int LONGEST_MESSAGE = 16_384;

	private static final int LONGEST_VALUE = 4_096;

	/**
	 * Log several lines at once, of what no client can have a say in.
	 */
	private static final List<String> SPEAK_IN_LINES = List.of("org.springframework.boot.diagnostics.",
			"org.springframework.boot.autoconfigure.logging.", "dev.hardening.audit.", "dev.hardening.environment.");

	private static final int DEFAULT_STACK_TRACES = 10;

	private final RedactionPolicy policy;

	private final FloodGauge stackTraces;

	LogRedaction(RedactionPolicy policy) {
		this(policy, DEFAULT_STACK_TRACES);
	}

	LogRedaction(RedactionPolicy policy, int stackTracesPerSecond) {
		this.policy = policy;
		this.stackTraces = new FloodGauge(stackTracesPerSecond, Clock.systemUTC());
	}

	/**
	 * Apply the policy that the properties describe, before there is any bean.
	 * @param environment the environment of the application
	 * @return the redaction
	 */
	static LogRedaction of(Environment environment) {
		List<String> names = Binder.get(environment)
			.bind("hardening.secrets.redact", Bindable.listOf(String.class))
			.orElse(List.of());
		int most = environment.getProperty("hardening.logging.stack-traces-per-second", Integer.class,
				DEFAULT_STACK_TRACES);
		return new LogRedaction(new RedactionPolicy(names), most);
	}

	String message(String logger, String message) {
		boolean lines = message.indexOf('\n') >= 0 && speaksInLines(logger);
		// Bounded first, so that the cost is bounded too; masked while line breaks still
		// tell where a value ends.
		return LogText.encode(this.policy.redact(LogText.bound(message, LONGEST_MESSAGE)), lines);
	}

	String value(String name, String value) {
		if (this.policy.isSensitive(name)) {
			return RedactionPolicy.MASK;
		}
		return LogText.encode(this.policy.redact(LogText.bound(value, LONGEST_VALUE)));
	}

	@Nullable Object value(String name, @Nullable Object value) {
		if (value == null) {
			return null;
		}
		boolean harmless = value instanceof Number || value instanceof Boolean;
		return (harmless && !this.policy.isSensitive(name)) ? value : value(name, value.toString());
	}

	Map<String, String> values(Map<String, String> values) {
		Map<String, String> redacted = new LinkedHashMap<>();
		values.forEach((name, value) -> {
			if (name != null && value != null) {
				redacted.put(name, value(name, value));
			}
		});
		return redacted;
	}

	String stackTrace(String stackTrace) {
		return LogText.encode(this.policy.redact(stackTrace), true);
	}

	/**
	 * Decide how much of an exception is written: whoever finds a request that fails can
	 * send it a thousand times a second, and a stack trace is as long as thirty lines.
	 * @param logger who logs it
	 * @param exception what is logged
	 * @return how much to write
	 */
	RedactedThrowable.Detail detail(String logger, IThrowableProxy exception) {
		return this.stackTraces.admit(logger + ' ' + exception.getClassName()) ? RedactedThrowable.Detail.ALL
				: RedactedThrowable.Detail.MESSAGES;
	}

	private static boolean speaksInLines(String logger) {
		for (String prefix : SPEAK_IN_LINES) {
			if (logger.startsWith(prefix)) {
				return true;
			}
		}
		return false;
	}

}
