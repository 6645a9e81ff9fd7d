package dev.hardening.environment;

import dev.hardening.secrets.InvalidSecretException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Explains an {@link InvalidSecretException} without the value.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class InvalidSecretFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSecretException> {

	private final @Nullable Environment environment;

	InvalidSecretFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSecretException cause) {
		FailureText text = new FailureText(EarlyFailureException.environment(rootFailure, this.environment));
		return text.analysis(cause.key() + text.from(cause.key()) + " " + cause.reason() + ".", cause.fix(),
				cause.key(), cause);
	}

}
