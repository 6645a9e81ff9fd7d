package dev.hardening.environment;

import java.util.stream.Collectors;

import dev.hardening.environment.UnknownPropertiesException.Unknown;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains an {@link UnknownPropertiesException}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class UnknownPropertiesFailureAnalyzer extends AbstractFailureAnalyzer<UnknownPropertiesException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownPropertiesException cause) {
		String description = cause.unknown()
			.stream()
			.map((unknown) -> "%s (from %s) is not a known property.".formatted(unknown.key(), unknown.origin()))
			.collect(Collectors.joining(System.lineSeparator()));
		String fixes = cause.unknown()
			.stream()
			.map((unknown) -> "Remove %s, or write %s if that was meant.".formatted(unknown.key(), unknown.nearest()))
			.distinct()
			.collect(Collectors.joining(System.lineSeparator()));
		Unknown first = cause.unknown().get(0);
		return new FailureText(null).analysis(description, fixes, first.nearest(), cause);
	}

}
