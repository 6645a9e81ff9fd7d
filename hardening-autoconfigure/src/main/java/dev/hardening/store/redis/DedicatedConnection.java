package dev.hardening.store.redis;

import java.time.Duration;

import dev.hardening.environment.InvalidPropertyException;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Makes a connection to the same Redis with the same credentials and TLS as the user's
 * own, and other patience: a command waits no longer than the budget of a request, and is
 * rejected at once while there is no connection.
 */
final class DedicatedConnection {

	private DedicatedConnection() {
	}

	/**
	 * Open a connection.
	 * @param users the user's own connection factory
	 * @param timeout the most that a request waits
	 * @param retryAfterFailure the most that Lettuce waits before it connects again
	 * @return the connection
	 */
	static RedisLink open(LettuceConnectionFactory users, Duration timeout, Duration retryAfterFailure) {
		ClientResources resources = RedisCopy.resources(users, retryAfterFailure);
		LettuceConnectionFactory own = RedisCopy.factory(users, resources, timeout,
				(options) -> options.mutate().timeoutOptions(TimeoutOptions.enabled(timeout)).build());
		own.setValidateConnection(false);
		own.afterPropertiesSet();
		return new RedisLink(own, timeout, resources::shutdown);
	}

	/**
	 * Refuse times that make no sense.
	 * @param prefix the start of the keys in messages, with a dot at its end
	 * @param timeout the most that a request waits
	 * @param retryAfterFailure the most that Lettuce waits before it connects again
	 */
	static void check(String prefix, Duration timeout, Duration retryAfterFailure) {
		check(prefix + "timeout", timeout, "50ms");
		check(prefix + "retry-after-failure", retryAfterFailure, "5s");
	}

	private static void check(String key, Duration value, String example) {
		if (value.toMillis() < 1 || value.compareTo(Duration.ofHours(1)) > 0) {
			throw new InvalidPropertyException(key, value, "is not between 1ms and 1h",
					"Use for example " + example + ".");
		}
	}

}
