package dev.hardening.ratelimit.redis;

import java.time.Duration;
import java.util.Set;

import dev.hardening.ratelimit.RateLimitProperties;
import dev.hardening.ratelimit.redis.RedisLink.Rehearsal;
import dev.hardening.store.redis.RedisCopy;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.TimeoutOptions.TimeoutSource;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Makes a connection to the same Redis with the same credentials and TLS as the user's
 * own, and other patience: a command waits no longer than the budget of a request, and is
 * rejected at once while there is no connection.
 */
final class DedicatedConnection {

	private static final Duration LAST_RECONNECT = Duration.ofSeconds(1);

	private static final Duration REFRESH = Duration.ofSeconds(30);

	private DedicatedConnection() {
	}

	static RedisLink open(LettuceConnectionFactory users, RateLimitProperties.Redis settings, Rehearsal rehearsal) {
		ClientResources resources = RedisCopy.resources(users, LAST_RECONNECT);
		// The time limit is also that of TLS and login, for which the budget of a request
		// is too short.
		LettuceConnectionFactory own = RedisCopy.factory(users, resources, RedisCopy.CONNECT_TIMEOUT,
				(options) -> options(options, settings.timeout(), users.isClusterAware()));
		own.afterPropertiesSet();
		return new RedisLink(own, rehearsal, resources::shutdown);
	}

	private static ClientOptions options(ClientOptions common, Duration timeout, boolean cluster) {
		return (cluster ? clusterOptions(common) : common.mutate())
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
			Duration patience = OF_REQUESTS.contains(command.getType().toString()) ? this.timeout
					: RedisCopy.CONNECT_TIMEOUT;
			return patience.toMillis();
		}

	}

}
