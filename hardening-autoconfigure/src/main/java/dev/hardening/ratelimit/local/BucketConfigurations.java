package dev.hardening.ratelimit.local;

import dev.hardening.ratelimit.Limit;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.Refill;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BandwidthBuilder.BandwidthBuilderBuildStage;
import io.github.bucket4j.BandwidthBuilder.BandwidthBuilderRefillStage;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConfigurationBuilder;

/**
 * Says limits in the words of Bucket4j.
 */
public final class BucketConfigurations {

	private BucketConfigurations() {
	}

	/**
	 * Translate the limits of a quota.
	 * @param quota the quota
	 * @return the limits in their order
	 */
	public static BucketConfiguration of(Quota quota) {
		ConfigurationBuilder builder = new ConfigurationBuilder();
		for (Limit limit : quota.limits()) {
			Bandwidth bandwidth = bandwidth(limit).build();
			builder.addLimit(bandwidth);
		}
		return builder.build();
	}

	static BandwidthBuilderBuildStage bandwidth(Limit limit) {
		BandwidthBuilderRefillStage stage = Bandwidth.builder().capacity(limit.capacity());
		return (limit.refill() == Refill.GREEDY) ? stage.refillGreedy(limit.permits(), limit.period())
				: stage.refillIntervally(limit.permits(), limit.period());
	}

}
