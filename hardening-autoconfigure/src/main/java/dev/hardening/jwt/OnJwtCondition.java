package dev.hardening.jwt;

import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches where {@code hardening.jwt.enabled} says so or, where it says nothing, as soon
 * as a secret, a key or an external issuer is set.
 */
class OnJwtCondition extends SpringBootCondition {

	private static final String PREFIX = "hardening.jwt.";

	private static final List<String> SWITCHES = List.of("secret", "secret-file", "private-key", "public-key");

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Environment environment = context.getEnvironment();
		ConditionMessage.Builder message = ConditionMessage.forCondition("JWT");
		String enabled = environment.getProperty(PREFIX + "enabled");
		if (StringUtils.hasText(enabled)) {
			return new ConditionOutcome(Boolean.parseBoolean(enabled.trim()),
					message.found("property").items(PREFIX + "enabled"));
		}
		for (String key : SWITCHES) {
			if (StringUtils.hasText(environment.getProperty(PREFIX + key))) {
				return ConditionOutcome.match(message.found("property").items(PREFIX + key));
			}
		}
		boolean issuers = Binder.get(environment)
			.bind(PREFIX + "issuers", Bindable.mapOf(String.class, Object.class))
			.isBound();
		return new ConditionOutcome(issuers,
				issuers ? message.found("property").items(PREFIX + "issuers") : message.because("no key is set"));
	}

}
