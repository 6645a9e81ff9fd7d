package dev.hardening.ratelimit.redis;

import dev.hardening.ratelimit.RateLimitProperties.StoreType;
import dev.hardening.store.redis.UsersRedis;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether the buckets belong in Redis: the user says so, or says where his Redis is.
 */
final class OnRedisConfigured extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Redis for rate limits");
		if (!UsersRedis.isSupported(context)) {
			return ConditionOutcome.noMatch(message.because("static masters and replicas are not supported"));
		}
		StoreType store = Binder.get(context.getEnvironment())
			.bind("hardening.rate-limit.store", StoreType.class)
			.orElse(StoreType.AUTO);
		if (store != StoreType.AUTO) {
			return new ConditionOutcome(store == StoreType.REDIS, message.because("the store is " + store));
		}
		boolean configured = UsersRedis.isConfigured(context);
		return new ConditionOutcome(configured, message.because("the user " + (configured ? "has one" : "has none")));
	}

}
