package dev.hardening.jwt;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches where there is something to sign with.
 */
class OnSigningKeyCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Environment environment = context.getEnvironment();
		for (String key : new String[] { "secret", "secret-file", "private-key" }) {
			if (StringUtils.hasText(environment.getProperty("hardening.jwt." + key))) {
				return ConditionOutcome.match(ConditionMessage.forCondition("JWT signing").foundExactly(key));
			}
		}
		return ConditionOutcome.noMatch(ConditionMessage.forCondition("JWT signing").because("no key signs"));
	}

}
