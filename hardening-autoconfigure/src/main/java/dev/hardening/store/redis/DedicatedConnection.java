package dev.hardening.store.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.hardening.environment.InvalidPropertyException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;

import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceClientConfigurationBuilder;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceSslClientConfigurationBuilder;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Makes a connection to the same Redis with the same credentials and TLS as the user's
 * own, and other patience: a command waits no longer than the budget of a request, and is
 * rejected at once while there is no connection.
 */
final class DedicatedConnection {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

	private static final Duration FIRST_RECONNECT = Duration.ofMillis(20);

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
		LettuceClientConfiguration client = users.getClientConfiguration();
		// Lettuce waits up to 30 seconds before it connects again.
		ClientResources resources = client.getClientResources()
			.map(ClientResources::mutate)
			.orElseGet(ClientResources::builder)
			.reconnectDelay(Delay.fullJitter(FIRST_RECONNECT, retryAfterFailure, 20, TimeUnit.MILLISECONDS))
			.build();
		LettuceConnectionFactory own = new LettuceConnectionFactory(server(users), client(client, resources, timeout));
		own.setValidateConnection(false);
		own.afterPropertiesSet();
		return new RedisLink(own, timeout, resources::shutdown);
	}

	private static RedisConfiguration server(LettuceConnectionFactory users) {
		if (users.getClusterConfiguration() != null) {
			return users.getClusterConfiguration();
		}
		if (users.getSentinelConfiguration() != null) {
			return users.getSentinelConfiguration();
		}
		return (users.getSocketConfiguration() != null) ? users.getSocketConfiguration()
				: users.getStandaloneConfiguration();
	}

	private static LettuceClientConfiguration client(LettuceClientConfiguration users, ClientResources resources,
			Duration timeout) {
		LettuceClientConfigurationBuilder builder = LettuceClientConfiguration.builder();
		if (users.isUseSsl()) {
			LettuceSslClientConfigurationBuilder ssl = builder.useSsl().verifyPeer(users.getVerifyMode());
			builder = (users.isStartTls() ? ssl.startTls() : ssl).and();
		}
		users.getClientName().ifPresent(builder::clientName);
		users.getRedisCredentialsProviderFactory().ifPresent(builder::redisCredentialsProviderFactory);
		return builder.clientResources(resources)
			.clientOptions(options(users.getClientOptions().orElseGet(ClientOptions::create), timeout))
			.commandTimeout(timeout)
			.shutdownTimeout(Duration.ZERO)
			.shutdownQuietPeriod(Duration.ZERO)
			.build();
	}

	private static ClientOptions options(ClientOptions users, Duration timeout) {
		Duration connect = users.getSocketOptions().getConnectTimeout();
		SocketOptions socket = users.getSocketOptions()
			.mutate()
			.connectTimeout((connect.compareTo(CONNECT_TIMEOUT) < 0) ? connect : CONNECT_TIMEOUT)
			.build();
		return users.mutate()
			.autoReconnect(true)
			.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
			.socketOptions(socket)
			.timeoutOptions(TimeoutOptions.enabled(timeout))
			.build();
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
