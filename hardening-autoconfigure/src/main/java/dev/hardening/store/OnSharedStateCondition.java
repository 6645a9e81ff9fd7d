package dev.hardening.store;

import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches where something is configured that has state to share: tokens of the
 * application's own, or links. Nobody gets a table for nothing.
 */
class OnSharedStateCondition extends SpringBootCondition {

	private static final String TOKENS = "hardening.jwt.";

	private static final String LINKS = "hardening.signed-urls.";

	private static final List<String> TOKEN_KEYS = List.of("secret", "secret-file", "private-key", "public-key");

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Environment environment = context.getEnvironment();
		ConditionMessage.Builder message = ConditionMessage.forCondition("Shared state");
		for (String key : TOKEN_KEYS) {
			if (isOn(environment, TOKENS) && StringUtils.hasText(environment.getProperty(TOKENS + key))) {
				return ConditionOutcome.match(message.found("property").items(TOKENS + key));
			}
		}
		boolean links = isOn(environment, LINKS) && StringUtils.hasText(environment.getProperty(LINKS + "secret"));
		return new ConditionOutcome(links,
				links ? message.found("property").items(LINKS + "secret") : message.because("there is none"));
	}

	private static boolean isOn(Environment environment, String feature) {
		return !"false".equalsIgnoreCase(environment.getProperty(feature + "enabled", "true").trim());
	}

}
