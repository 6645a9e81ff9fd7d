package dev.hardening.environment;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Explains an {@link InvalidPropertyException}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class InvalidPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidPropertyException> {

	private final @Nullable Environment environment;

	InvalidPropertyFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidPropertyException cause) {
		FailureText text = new FailureText(EarlyFailureException.environment(rootFailure, this.environment));
		return text.analysis(text.subject(cause.key(), cause.value()) + ", which " + cause.reason() + ".", cause.fix(),
				cause.key(), cause);
	}

}
