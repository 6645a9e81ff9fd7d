package dev.hardening.environment;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.env.Environment;

/**
 * Explains a value under {@code hardening} that has the wrong type. Comes before Boot's
 * own analyzer, which prints any value as it is, and after those for exceptions that a
 * record threw itself.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class HardeningBindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private final @Nullable Environment environment;

	HardeningBindFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		if (!PropertyTree.PREFIX.isAncestorOf(cause.getName())) {
			return null;
		}
		FailureText text = new FailureText(EarlyFailureException.environment(rootFailure, this.environment));
		UnboundConfigurationPropertiesException unbound = findCause(cause,
				UnboundConfigurationPropertiesException.class);
		if (unbound != null) {
			String key = unbound.getUnboundProperties().iterator().next().getName().toString();
			return text.analysis(key + text.from(key) + " is an element of a list that has gaps.",
					"Number the elements from 0 without gaps, all in one place.", key, cause);
		}
		ConfigurationProperty property = cause.getProperty();
		String key = ((property != null) ? property.getName() : cause.getName()).toString();
		Class<?> type = type(cause);
		String subject = (property != null) ? text.subject(property) : text.subject(key, null);
		return text.analysis(subject + ", which " + AcceptedValues.reason(type) + ".", AcceptedValues.fix(type), key,
				cause);
	}

	private Class<?> type(BindException cause) {
		ConversionFailedException conversion = findCause(cause, ConversionFailedException.class);
		return (conversion != null) ? conversion.getTargetType().getType()
				: cause.getTarget().getType().resolve(Object.class);
	}

}
