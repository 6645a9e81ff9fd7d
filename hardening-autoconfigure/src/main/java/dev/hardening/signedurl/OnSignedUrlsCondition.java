package dev.hardening.signedurl;

import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches when there is a secret to sign with, or a path that waits for signed links.
 */
class OnSignedUrlsCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Binder binder = Binder.get(context.getEnvironment());
		boolean secret = StringUtils.hasText(binder.bind("hardening.signed-urls.secret", String.class).orElse(""));
		boolean paths = !binder.bind("hardening.signed-urls.paths", Bindable.listOf(String.class))
			.orElse(List.of())
			.isEmpty();
		ConditionMessage.Builder message = ConditionMessage.forCondition("Signed URLs");
		return (secret || paths) ? ConditionOutcome.match(message.because("a secret or paths are set"))
				: ConditionOutcome.noMatch(message.because("neither a secret nor paths are set"));
	}

}
