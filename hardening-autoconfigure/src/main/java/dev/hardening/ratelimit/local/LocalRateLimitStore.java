package dev.hardening.ratelimit.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.ratelimit.BucketKey;
import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitKey;
import dev.hardening.ratelimit.RateLimitProperties;
import dev.hardening.ratelimit.RateLimitStore;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in the memory of this instance. At most a given number is kept; Caffeine
 * chooses which makes room, and {@link SpentClients} sees to it that the choice gives
 * nobody much back. A bucket that was not asked for as long as an empty one takes to fill
 * is full, and forgotten.
 * <p>
 * Charges that are made together are made while nobody else changes their buckets: no
 * request ever sees a permit as taken that is given back because of another bucket.
 */
public final class LocalRateLimitStore implements RateLimitStore {

	private static final Comparator<ClientBucket> IN_ORDER = Comparator.comparingLong(ClientBucket::number);

	/**
	 * Caffeine may leave out to prolong a life by less than this, and forget too early.
	 */
	private static final long TOLERANCE = Duration.ofSeconds(1).toNanos();

	private final Cache<BucketKey, ClientBucket> buckets;

	private final BucketStates states = new BucketStates();

	private final SpentClients spent;

	private final TimeMeter clock;

	/**
	 * Create a store.
	 * @param maxClients how many buckets to keep
	 * @param clock tells the time; one that is not set back by anybody
	 */
	public LocalRateLimitStore(int maxClients, TimeMeter clock) {
		this.clock = clock;
		this.spent = new SpentClients(Math.min(maxClients, Integer.MAX_VALUE / 2) * 2);
		this.buckets = Caffeine.newBuilder()
			.maximumSize(maxClients)
			.ticker(clock::currentTimeNanos)
			.executor(Runnable::run)
			.expireAfter(Expiry.<BucketKey, ClientBucket>accessing((key, bucket) -> life(key.quota())))
			.evictionListener((key, bucket, cause) -> {
				if (key != null && bucket != null && cause == RemovalCause.SIZE) {
					this.spent.remember(key, bucket, clock.currentTimeNanos());
				}
			})
			.build();
	}

	/**
	 * Create a store of the configured size: the one of the application, or the one that
	 * stands in while a shared one does not answer.
	 * @param properties the configuration
	 * @param clock tells the time
	 * @return the store
	 */
	public static LocalRateLimitStore of(RateLimitProperties properties, TimeMeter clock) {
		if (properties.maxClients() < 1) {
			throw new InvalidPropertyException("hardening.rate-limit.max-clients", properties.maxClients(),
					"leaves room for nobody", "Use at least 1; 100000 take about 30 MB.");
		}
		return new LocalRateLimitStore(properties.maxClients(), clock);
	}

	private static Duration life(Quota quota) {
		return Duration.ofNanos(Math.min(quota.nanosToRefill(), Long.MAX_VALUE - TOLERANCE) + TOLERANCE);
	}

	@Override
	public List<ChargeResult> charge(List<Charge> charges) {
		long now = this.clock.currentTimeNanos();
		if (charges.size() == 1) {
			Charge charge = charges.get(0);
			return List.of(bucket(charge, now).charge(charge.cost(), now));
		}
		ClientBucket[] found = new ClientBucket[charges.size()];
		// All are looked up before any is held: the cache has locks of its own.
		Arrays.setAll(found, (i) -> bucket(charges.get(i), now));
		ClientBucket[] ordered = found.clone();
		Arrays.sort(ordered, IN_ORDER);
		return ClientBucket.holding(ordered, () -> chargeHeld(charges, found, now));
	}

	private static List<ChargeResult> chargeHeld(List<Charge> charges, ClientBucket[] found, long now) {
		List<ChargeResult> seen = each(charges, (i, cost) -> found[i].peek(cost, now));
		return isRefused(charges, seen) ? seen : each(charges, (i, cost) -> found[i].charge(cost, now));
	}

	private static List<ChargeResult> each(List<Charge> charges, Step step) {
		List<ChargeResult> results = new ArrayList<>(charges.size());
		for (int i = 0; i < charges.size(); i++) {
			results.add(step.take(i, charges.get(i).cost()));
		}
		return results;
	}

	private static boolean isRefused(List<Charge> charges, List<ChargeResult> results) {
		for (int i = 0; i < results.size(); i++) {
			if (charges.get(i).binding() && !results.get(i).isAdmitted()) {
				return true;
			}
		}
		return false;
	}

	private ClientBucket bucket(Charge charge, long now) {
		BucketKey key = new BucketKey(charge.quota(), charge.key());
		ClientBucket known = this.buckets.getIfPresent(key);
		return (known != null) ? known : this.buckets.get(key, (absent) -> create(absent, now));
	}

	private ClientBucket create(BucketKey key, long now) {
		ClientBucket recalled = this.spent.recall(key, this.states, now);
		return (recalled != null) ? recalled : new ClientBucket(this.states.full(key.quota(), now), false);
	}

	@Override
	public void refund(List<Charge> charges) {
		long now = this.clock.currentTimeNanos();
		for (Charge charge : charges) {
			ClientBucket bucket = this.buckets.getIfPresent(new BucketKey(charge.quota(), charge.key()));
			if (bucket != null) {
				bucket.refund(charge.cost(), now);
			}
		}
	}

	@Override
	public @Nullable ChargeResult peek(Quota quota, RateLimitKey key) {
		long now = this.clock.currentTimeNanos();
		BucketKey bucketKey = new BucketKey(quota, key);
		ClientBucket bucket = this.buckets.getIfPresent(bucketKey);
		return (bucket != null) ? bucket.peek(1, now) : null;
	}

	@Override
	public void reset(Quota quota, RateLimitKey key) {
		BucketKey bucketKey = new BucketKey(quota, key);
		this.buckets.invalidate(bucketKey);
		this.spent.forget(bucketKey);
	}

	@Override
	public long trackedClients() {
		return this.buckets.estimatedSize();
	}

	/**
	 * What is done with one bucket of several.
	 */
	@FunctionalInterface
	private interface Step {

		/**
		 * Take the step.
		 * @param index the index of the bucket
		 * @param cost what is charged to it
		 * @return what came of it
		 */
		ChargeResult take(int index, long cost);

	}

}
