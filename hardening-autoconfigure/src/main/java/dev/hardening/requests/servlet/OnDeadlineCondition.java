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
 * Matches when requests have a deadline, and what it is for is to be done with it.
 */
abstract class OnDeadlineCondition extends SpringBootCondition {

	private final ControlMode mode;

	OnDeadlineCondition(ControlMode mode) {
		this.mode = mode;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		RequestsProperties properties = Binder.get(context.getEnvironment())
			.bindOrCreate("hardening.requests", RequestsProperties.class);
		ConditionMessage.Builder message = ConditionMessage.forCondition("Request deadline");
		if (properties.timeout().isZero() || properties.mode() != this.mode) {
			return ConditionOutcome.noMatch(message.because("hardening.requests.timeout is zero or of another mode"));
		}
		return ConditionOutcome.match(message.because("hardening.requests.timeout is set"));
	}

	/** The deadline interrupts. */
	static class Enforced extends OnDeadlineCondition {

		Enforced() {
			super(ControlMode.ENFORCE);
		}

	}

	/** The deadline is only reported. */
	static class Reported extends OnDeadlineCondition {

		Reported() {
			super(ControlMode.REPORT);
		}

	}

}
