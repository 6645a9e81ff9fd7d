package dev.hardening.store.redis;

import dev.hardening.store.SharedStateProperties.Store;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where the user says so, or says nothing and has a Redis.
 */
class OnRedisStateCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Shared state in Redis");
		Store store = Binder.get(context.getEnvironment())
			.bind("hardening.shared-state.store", Store.class)
			.orElse(Store.AUTO);
		if (store != Store.AUTO) {
			return new ConditionOutcome(store == Store.REDIS && UsersRedis.isSupported(context),
					message.because("the store is " + store));
		}
		boolean configured = UsersRedis.isConfigured(context);
		return new ConditionOutcome(configured, message.because("the user " + (configured ? "has one" : "has none")));
	}

}
