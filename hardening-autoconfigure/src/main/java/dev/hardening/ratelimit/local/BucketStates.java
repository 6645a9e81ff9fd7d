package dev.hardening.ratelimit.local;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntToLongFunction;

import dev.hardening.ratelimit.Quota;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketState;
import io.github.bucket4j.ConfigurationBuilder;
import io.github.bucket4j.MathType;

/**
 * Makes the state of a bucket from the limits of its quota. All buckets of a quota share
 * one configuration.
 */
final class BucketStates {

	private final Map<Quota, BucketConfiguration> configurations = new ConcurrentHashMap<>();

	/**
	 * Return the state of a full bucket.
	 * @param quota its limits
	 * @param now the time
	 * @return the state
	 */
	BucketState full(Quota quota, long now) {
		return BucketState.createInitialState(configuration(quota), MathType.INTEGER_64_BITS, now);
	}

	/**
	 * Return the state of a bucket that was in use before.
	 * @param quota its limits
	 * @param remaining what was left of each limit
	 * @param then when that was
	 * @return the state at that time
	 */
	BucketState restored(Quota quota, IntToLongFunction remaining, long then) {
		ConfigurationBuilder builder = new ConfigurationBuilder();
		for (int i = 0; i < quota.limits().size(); i++) {
			builder.addLimit(BucketConfigurations.bandwidth(quota.limits().get(i))
				.initialTokens(remaining.applyAsLong(i))
				.build());
		}
		BucketState state = BucketState.createInitialState(builder.build(), MathType.INTEGER_64_BITS, then);
		state.setConfiguration(configuration(quota));
		return state;
	}

	private BucketConfiguration configuration(Quota quota) {
		return this.configurations.computeIfAbsent(quota, BucketConfigurations::of);
	}

}
