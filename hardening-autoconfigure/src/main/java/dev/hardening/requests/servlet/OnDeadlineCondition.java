package dev.hardening.requests.servlet;

import dev.hardening.requests.RequestsProperties;
import dev.hardening.web.ControlMode;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches when requests have a deadline that is enforced. One that is only reported would
 * need a watch without an interrupt, and tells nothing that the request histogram does
 * not.
 */
class OnDeadlineCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		RequestsProperties properties = Binder.get(context.getEnvironment())
			.bindOrCreate("hardening.requests", RequestsProperties.class);
		ConditionMessage.Builder message = ConditionMessage.forCondition("Request deadline");
		if (properties.timeout().isZero() || properties.mode() == ControlMode.REPORT) {
			return ConditionOutcome.noMatch(message.because("hardening.requests.timeout is zero or only reported"));
		}
		return ConditionOutcome.match(message.because("hardening.requests.timeout is set"));
	}

}
