package dev.hardening.environment;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * A failure before there is a context. Hands on the environment, which a failure analyzer
 * is otherwise not given at that time, so that messages say where a value was written.
 */
final class EarlyFailureException extends RuntimeException {

	private final transient Environment environment;

	EarlyFailureException(Environment environment, RuntimeException cause) {
		super(cause.getMessage(), cause);
		this.environment = environment;
	}

	/**
	 * Return where properties can be looked up.
	 * @param failure what stopped the start
	 * @param environment the environment of the context, {@code null} when there is none
	 * @return that, or else the one that the failure brought along
	 */
	static @Nullable Environment environment(Throwable failure, @Nullable Environment environment) {
		return (environment == null && failure instanceof EarlyFailureException early) ? early.environment
				: environment;
	}

}
