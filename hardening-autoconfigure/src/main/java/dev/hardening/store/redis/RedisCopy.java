package dev.hardening.store.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;

import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceClientConfigurationBuilder;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceSslClientConfigurationBuilder;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Copies what the user says of his Redis - servers, credentials, TLS, name - for a
 * connection of the starter's own that has less patience: commands are rejected at once
 * while there is no connection, and a lost one is tried again soon.
 */
public final class RedisCopy {

	/** The most that connecting may take. */
	public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

	private static final Duration FIRST_RECONNECT = Duration.ofMillis(20);

	private RedisCopy() {
	}

	/**
	 * Copy the threads and timers. Lettuce waits up to 30 seconds before it connects
	 * again.
	 * @param users the user's own connection factory
	 * @param longestPause the most that Lettuce waits before it connects again
	 * @return resources that the caller shuts down
	 */
	public static ClientResources resources(LettuceConnectionFactory users, Duration longestPause) {
		return users.getClientConfiguration()
			.getClientResources()
			.map(ClientResources::mutate)
			.orElseGet(ClientResources::builder)
			.reconnectDelay(Delay.fullJitter(FIRST_RECONNECT, longestPause, 20, TimeUnit.MILLISECONDS))
			.build();
	}

	/**
	 * Copy the connection factory.
	 * @param users the user's own connection factory
	 * @param resources from {@link #resources}
	 * @param commandTimeout the most that a command takes where its options say nothing
	 * else
	 * @param more adds to the options of the client
	 * @return a factory that is not started
	 */
	public static LettuceConnectionFactory factory(LettuceConnectionFactory users, ClientResources resources,
			Duration commandTimeout, UnaryOperator<ClientOptions> more) {
		LettuceClientConfiguration client = users.getClientConfiguration();
		LettuceClientConfigurationBuilder builder = LettuceClientConfiguration.builder();
		if (client.isUseSsl()) {
			LettuceSslClientConfigurationBuilder ssl = builder.useSsl().verifyPeer(client.getVerifyMode());
			builder = (client.isStartTls() ? ssl.startTls() : ssl).and();
		}
		client.getClientName().ifPresent(builder::clientName);
		client.getRedisCredentialsProviderFactory().ifPresent(builder::redisCredentialsProviderFactory);
		return new LettuceConnectionFactory(server(users),
				builder.clientResources(resources)
					.clientOptions(more.apply(options(client.getClientOptions().orElseGet(ClientOptions::create))))
					.commandTimeout(commandTimeout)
					.shutdownTimeout(Duration.ZERO)
					.shutdownQuietPeriod(Duration.ZERO)
					.build());
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

	private static ClientOptions options(ClientOptions users) {
		Duration connect = users.getSocketOptions().getConnectTimeout();
		SocketOptions socket = users.getSocketOptions()
			.mutate()
			.connectTimeout((connect.compareTo(CONNECT_TIMEOUT) < 0) ? connect : CONNECT_TIMEOUT)
			.build();
		return users.mutate()
			.autoReconnect(true)
			.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
			.socketOptions(socket)
			.build();
	}

}
