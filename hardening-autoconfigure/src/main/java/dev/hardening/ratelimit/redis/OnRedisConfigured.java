package dev.hardening.ratelimit.redis;

import java.util.List;

import dev.hardening.ratelimit.RateLimitProperties.StoreType;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Whether the buckets belong in Redis: the user says so, or says where his Redis is.
 */
final class OnRedisConfigured extends SpringBootCondition implements ConfigurationCondition {

	private static final List<String> KEYS = List.of("url", "host", "port", "sentinel.master");

	/** The connection factory does not tell the nodes of static masters and replicas. */
	private static final String MASTER_REPLICA = "spring.data.redis.masterreplica.nodes";

	private static final String NODES = "spring.data.redis.cluster.nodes";

	private static final String BOOT = "org.springframework.boot.data.redis.autoconfigure.";

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Redis for rate limits");
		Binder binder = Binder.get(context.getEnvironment());
		if (binder.bind(MASTER_REPLICA, Bindable.listOf(String.class)).isBound()) {
			return ConditionOutcome.noMatch(message.because("static masters and replicas are not supported"));
		}
		StoreType store = binder.bind("hardening.rate-limit.store", StoreType.class).orElse(StoreType.AUTO);
		if (store != StoreType.AUTO) {
			return new ConditionOutcome(store == StoreType.REDIS, message.because("the store is " + store));
		}
		boolean configured = isSet(binder) || hasBean(context.getBeanFactory());
		return new ConditionOutcome(configured, message.because("the user " + (configured ? "has one" : "has none")));
	}

	private static boolean isSet(Binder binder) {
		return KEYS.stream().anyMatch((key) -> binder.bind("spring.data.redis." + key, String.class).isBound())
				|| binder.bind(NODES, Bindable.listOf(String.class)).isBound();
	}

	private static boolean hasBean(@Nullable ConfigurableListableBeanFactory beans) {
		return beans != null
				&& (isUsers(beans, DataRedisConnectionDetails.class) || isUsers(beans, LettuceConnectionFactory.class));
	}

	private static boolean isUsers(ConfigurableListableBeanFactory beans, Class<?> type) {
		for (String name : beans.getBeanNamesForType(type, true, false)) {
			if (!beans.containsBeanDefinition(name) || !isBoots(beans.getBeanDefinition(name))) {
				return true;
			}
		}
		return false;
	}

	private static boolean isBoots(BeanDefinition definition) {
		String factory = definition.getFactoryBeanName();
		return factory != null && factory.startsWith(BOOT);
	}

}
