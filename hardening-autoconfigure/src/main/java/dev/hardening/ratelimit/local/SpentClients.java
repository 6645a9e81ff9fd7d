package dev.hardening.ratelimit.local;

import java.security.SecureRandom;
import java.util.List;

import dev.hardening.ratelimit.BucketKey;
import dev.hardening.ratelimit.Limit;
import dev.hardening.ratelimit.Quota;
import io.github.bucket4j.BucketState;
import org.jspecify.annotations.Nullable;

/**
 * Remembers in 32 bytes each the clients whose buckets had to make room while they were
 * at least half empty, so that a flood of other clients gives nobody his permits back. A
 * fixed table of small sets; it is allocated when the first such client comes. In a full
 * set those who were never refused make room first, then those whose buckets are full
 * again the soonest.
 * <p>
 * What is kept of each limit is the share that is left, rounded down to 1/65536. A client
 * is told from another by a 64-bit hash with a random seed.
 */
final class SpentClients {

	private static final int WAYS = 8;

	private static final int FIELDS = 4;

	private static final int HASH = 0;

	private static final int THEN = 1;

	private static final int FULL_AT = 2;

	private static final int SHARES = 3;

	private static final int LOCKS = 64;

	private static final int FEWEST_SETS = 1 << 12;

	private static final int MOST_SETS = 1 << 20;

	private static final int SHARE_BITS = 16;

	private static final long WHOLE = (1 << SHARE_BITS) - 1;

	private final Object[] locks = new Object[LOCKS];

	private final int sets;

	private final long seed;

	private final long multiplier;

	private volatile long @Nullable [] table;

	SpentClients(int entries) {
		int wanted = Math.max(FEWEST_SETS, Math.min(entries / WAYS, MOST_SETS));
		this.sets = Integer.highestOneBit(wanted * 2 - 1);
		SecureRandom random = new SecureRandom();
		this.seed = random.nextLong();
		this.multiplier = random.nextLong() | 1;
		for (int i = 0; i < LOCKS; i++) {
			this.locks[i] = new Object();
		}
	}

	/**
	 * Remember a bucket that makes room, if forgetting it would give its client much
	 * back.
	 * @param key the key of the bucket
	 * @param bucket the bucket
	 * @param now the time
	 */
	void remember(BucketKey key, ClientBucket bucket, long now) {
		BucketState state = bucket.state(now);
		long shares = shares(key.quota(), state);
		if (shares < 0) {
			return;
		}
		// The lowest bit tells whether the client was refused.
		long fullAt = (now + state.calculateFullRefillingTime(now)) & ~1L | (bucket.isRefused() ? 1 : 0);
		long hash = key.hash(this.seed, this.multiplier);
		long[] table = allocated();
		synchronized (lock(hash)) {
			int slot = slotFor(table, hash, fullAt, now);
			if (slot >= 0) {
				table[slot + HASH] = hash;
				table[slot + THEN] = now;
				table[slot + FULL_AT] = fullAt;
				table[slot + SHARES] = shares;
			}
		}
	}

	/**
	 * Bring back a bucket that had to make room.
	 * @param key the key of the bucket
	 * @param states makes its state
	 * @param now the time
	 * @return the bucket, or {@code null} when it is not remembered or full by now
	 */
	@Nullable ClientBucket recall(BucketKey key, BucketStates states, long now) {
		long[] table = this.table;
		if (table == null) {
			return null;
		}
		long hash = key.hash(this.seed, this.multiplier);
		synchronized (lock(hash)) {
			int slot = find(table, hash);
			if (slot < 0) {
				return null;
			}
			table[slot + HASH] = 0;
			long fullAt = table[slot + FULL_AT];
			return (fullAt - now <= 0) ? null
					: restore(key.quota(), states, table[slot + THEN], table[slot + SHARES], (fullAt & 1) != 0);
		}
	}

	void forget(BucketKey key) {
		long[] table = this.table;
		long hash = key.hash(this.seed, this.multiplier);
		synchronized (lock(hash)) {
			int slot = (table != null) ? find(table, hash) : -1;
			if (table != null && slot >= 0) {
				table[slot + HASH] = 0;
			}
		}
	}

	private static ClientBucket restore(Quota quota, BucketStates states, long then, long shares, boolean refused) {
		List<Limit> limits = quota.limits();
		BucketState state = states.restored(quota,
				(i) -> (long) ((double) limits.get(i).capacity() * share(shares, i) / WHOLE), then);
		return new ClientBucket(state, refused);
	}

	/**
	 * Pack what is left of each limit; the fourth and all further ones share a field.
	 * @param quota the limits
	 * @param state what is left of them
	 * @return the shares, or -1 when more than half is left of each
	 */
	private static long shares(Quota quota, BucketState state) {
		long[] shares = { WHOLE, WHOLE, WHOLE, WHOLE };
		boolean spent = false;
		for (int i = 0; i < quota.limits().size(); i++) {
			double left = (double) Math.max(0, state.getCurrentSize(i)) / quota.limits().get(i).capacity();
			int field = Math.min(i, FIELDS - 1);
			shares[field] = Math.min(shares[field], (long) (left * WHOLE));
			spent |= left <= 0.5;
		}
		// 15 bits for the first, so that no packed value is negative.
		return spent ? shares[0] >> 1 << 48 | shares[1] << 32 | shares[2] << 16 | shares[3] : -1;
	}

	private static long share(long shares, int limit) {
		return (limit == 0) ? (shares >> 48) << 1 : shares >> (16 * (3 - Math.min(limit, 3))) & WHOLE;
	}

	private int slotFor(long[] table, long hash, long fullAt, long now) {
		int known = find(table, hash);
		if (known >= 0) {
			return known;
		}
		int start = start(hash);
		int victim = -1;
		for (int slot = start; slot < start + WAYS * FIELDS; slot += FIELDS) {
			long other = table[slot + FULL_AT];
			if (table[slot + HASH] == 0 || other - now <= 0) {
				return slot;
			}
			if (makesRoomFor(other, (victim >= 0) ? table[victim + FULL_AT] : fullAt)) {
				victim = slot;
			}
		}
		return victim;
	}

	private static boolean makesRoomFor(long one, long other) {
		long byRefusal = (one & 1) - (other & 1);
		return (byRefusal != 0) ? byRefusal < 0 : one - other < 0;
	}

	private int find(long[] table, long hash) {
		int start = start(hash);
		for (int slot = start; slot < start + WAYS * FIELDS; slot += FIELDS) {
			if (table[slot + HASH] == hash) {
				return slot;
			}
		}
		return -1;
	}

	private int start(long hash) {
		return (int) (hash >>> 32 & (this.sets - 1)) * WAYS * FIELDS;
	}

	private Object lock(long hash) {
		return this.locks[(int) (hash >>> 32) & (LOCKS - 1)];
	}

	private long[] allocated() {
		long[] table = this.table;
		if (table == null) {
			synchronized (this.locks) {
				table = this.table;
				if (table == null) {
					table = new long[this.sets * WAYS * FIELDS];
					this.table = table;
				}
			}
		}
		return table;
	}

}
