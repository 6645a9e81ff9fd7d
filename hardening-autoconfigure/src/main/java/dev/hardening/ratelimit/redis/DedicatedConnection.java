package dev.hardening.ratelimit.redis;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.hardening.ratelimit.RateLimitProperties;
import dev.hardening.ratelimit.redis.RedisLink.Rehearsal;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.TimeoutOptions.TimeoutSource;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.protocol.RedisCommand;
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

	private static final Duration LAST_RECONNECT = Duration.ofSeconds(1);

	private static final Duration REFRESH = Duration.ofSeconds(30);

	private DedicatedConnection() {
	}

	static RedisLink open(LettuceConnectionFactory users, RateLimitProperties.Redis settings, Rehearsal rehearsal) {
		LettuceClientConfiguration client = users.getClientConfiguration();
		// Lettuce waits up to 30 seconds before it connects again.
		ClientResources resources = client.getClientResources()
			.map(ClientResources::mutate)
			.orElseGet(ClientResources::builder)
			.reconnectDelay(Delay.fullJitter(FIRST_RECONNECT, LAST_RECONNECT, 20, TimeUnit.MILLISECONDS))
			.build();
		LettuceConnectionFactory own = new LettuceConnectionFactory(server(users),
				client(client, resources, settings.timeout(), users.isClusterAware()));
		own.afterPropertiesSet();
		return new RedisLink(own, rehearsal, resources::shutdown);
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
			Duration timeout, boolean cluster) {
		LettuceClientConfigurationBuilder builder = LettuceClientConfiguration.builder();
		if (users.isUseSsl()) {
			LettuceSslClientConfigurationBuilder ssl = builder.useSsl().verifyPeer(users.getVerifyMode());
			builder = (users.isStartTls() ? ssl.startTls() : ssl).and();
		}
		users.getClientName().ifPresent(builder::clientName);
		users.getRedisCredentialsProviderFactory().ifPresent(builder::redisCredentialsProviderFactory);
		return builder.clientResources(resources)
			.clientOptions(options(users.getClientOptions().orElseGet(ClientOptions::create), timeout, cluster))
			// Also that of TLS and login, for which the budget of a request is too short.
			.commandTimeout(CONNECT_TIMEOUT)
			.shutdownTimeout(Duration.ZERO)
			.shutdownQuietPeriod(Duration.ZERO)
			.build();
	}

	private static ClientOptions options(ClientOptions users, Duration timeout, boolean cluster) {
		Duration connect = users.getSocketOptions().getConnectTimeout();
		SocketOptions socket = users.getSocketOptions()
			.mutate()
			.connectTimeout((connect.compareTo(CONNECT_TIMEOUT) < 0) ? connect : CONNECT_TIMEOUT)
			.build();
		return (cluster ? clusterOptions(users) : users.mutate()).autoReconnect(true)
			.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
			.socketOptions(socket)
			.timeoutOptions(TimeoutOptions.builder().timeoutSource(new Patience(timeout)).timeoutCommands(true).build())
			.build();
	}

	// A failover is only seen by those who look; what is noticed by the way is too
	// little.
	private static ClientOptions.Builder clusterOptions(ClientOptions users) {
		return ClusterClientOptions.builder(users)
			.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
				.enablePeriodicRefresh(REFRESH)
				.adaptiveRefreshTriggersTimeout(Duration.ofSeconds(1))
				.build());
	}

	/**
	 * How long commands may take: the budget of a request for those that requests wait
	 * for, more for what is done with a new connection.
	 */
	private static final class Patience extends TimeoutSource {

		private static final Set<String> OF_REQUESTS = Set.of("EVALSHA", "EVAL", "DEL");

		private final Duration timeout;

		Patience(Duration timeout) {
			this.timeout = timeout;
		}

		@Override
		public long getTimeout(RedisCommand<?, ?, ?> command) {
			Duration patience = OF_REQUESTS.contains(command.getType().toString()) ? this.timeout : CONNECT_TIMEOUT;
			return patience.toMillis();
		}

	}

}
