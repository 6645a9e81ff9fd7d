package dev.hardening.ratelimit.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.hardening.ratelimit.BucketKey;
import dev.hardening.ratelimit.BucketKeys;
import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitKey;
import dev.hardening.ratelimit.RateLimitStore;
import dev.hardening.ratelimit.RateLimitStoreException;
import dev.hardening.ratelimit.redis.Part.Mode;
import io.lettuce.core.cluster.SlotHash;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in Redis. The charges of a request are made by one script, together or not at
 * all, and requests that come at the same time share its calls. What is known to be
 * refused is not asked again. On a cluster only the keys of one slot can be charged
 * together: there each slot is charged in turn, and what was charged is given back when a
 * later one refuses.
 */
final class RedisRateLimitStore implements RateLimitStore {

	/** So that the slots of a node that hangs hold up few others. */
	private static final int CLUSTER_QUEUES = 64;

	private final ScriptRunner runner;

	private final BucketKeys keys;

	private final Rejections rejections;

	private final long patience;

	private final CallQueue[] queues;

	/**
	 * Create the store.
	 * @param runner runs the script
	 * @param keys names the buckets
	 * @param rejections what is known to be refused
	 * @param patience how long a request waits, in nanoseconds
	 */
	RedisRateLimitStore(ScriptRunner runner, BucketKeys keys, Rejections rejections, long patience) {
		this.runner = runner;
		this.keys = keys;
		this.rejections = rejections;
		this.patience = patience;
		this.queues = new CallQueue[runner.isCluster() ? CLUSTER_QUEUES : 1];
		Arrays.setAll(this.queues, (i) -> new CallQueue(runner));
	}

	@Override
	public List<ChargeResult> charge(List<Charge> charges) {
		if (charges.isEmpty()) {
			return List.of();
		}
		List<ChargeResult> known = this.rejections.find(charges);
		if (known != null) {
			return known;
		}
		byte[][] names = names(charges);
		if (!this.runner.isCluster()) {
			return Arrays.asList(ask(Mode.CHARGE, charges, names));
		}
		Collection<List<Integer>> groups = groups(names);
		return (groups.size() == 1) ? Arrays.asList(ask(Mode.CHARGE, charges, names))
				: chargeInTurn(charges, names, groups);
	}

	private List<ChargeResult> chargeInTurn(List<Charge> charges, byte[][] names, Collection<List<Integer>> groups) {
		ChargeResult[] results = new ChargeResult[names.length];
		List<List<Integer>> made = new ArrayList<>(groups.size());
		boolean refused = false;
		try {
			for (List<Integer> group : groups) {
				ChargeResult[] some = ask(refused ? Mode.WEIGH : Mode.CHARGE, pick(charges, group), pick(names, group));
				boolean before = refused;
				for (int i = 0; i < some.length; i++) {
					results[group.get(i)] = some[i];
					refused |= charges.get(group.get(i)).binding() && !some[i].isAdmitted();
				}
				if (refused && !before) {
					giveBack(charges, names, results, made);
				}
				made.add(group);
			}
		}
		catch (RateLimitStoreException ex) {
			if (!refused) {
				giveBack(charges, names, results, made);
			}
			throw ex;
		}
		return Arrays.asList(results);
	}

	private void giveBack(List<Charge> charges, byte[][] names, ChargeResult[] results, List<List<Integer>> made) {
		for (List<Integer> group : made) {
			List<Integer> admitted = group.stream().filter((i) -> results[i].isAdmitted()).toList();
			if (!admitted.isEmpty()) {
				ask(Mode.REFUND, pick(charges, admitted), pick(names, admitted));
			}
			for (int i : admitted) {
				ChargeResult result = results[i];
				long remaining = Math.min(result.remaining() + charges.get(i).cost(),
						charges.get(i).quota().capacity());
				results[i] = new ChargeResult(result.status(), remaining, result.limit(), 0);
			}
		}
	}

	@Override
	public void refund(List<Charge> charges) {
		byte[][] names = names(charges);
		for (List<Integer> group : groups(names)) {
			ask(Mode.REFUND, pick(charges, group), pick(names, group));
		}
	}

	@Override
	public @Nullable ChargeResult peek(Quota quota, RateLimitKey key) {
		List<Charge> one = List.of(new Charge(quota, key, 1, false));
		long[] answer = send(Mode.LOOK, one, names(one));
		return Answer.isKnown(answer, 0) ? Answer.result(answer, 0) : null;
	}

	@Override
	public void reset(Quota quota, RateLimitKey key) {
		try {
			this.runner.delete(this.keys.key(quota, key), this.patience);
		}
		finally {
			// After the answer, so that no earlier rejection is remembered later.
			this.rejections.forget(new BucketKey(quota, key));
		}
	}

	@Override
	public long trackedClients() {
		return 0;
	}

	private ChargeResult[] ask(Mode mode, List<Charge> charges, byte[][] names) {
		long[] answer = send(mode, charges, names);
		ChargeResult[] results = new ChargeResult[names.length];
		for (int i = 0; i < results.length; i++) {
			results[i] = Answer.result(answer, i);
		}
		return results;
	}

	private long[] send(Mode mode, List<Charge> charges, byte[][] names) {
		int slot = this.runner.isCluster() ? SlotHash.getSlot(names[0]) : 0;
		Part part = new Part(mode, charges, names, slot);
		if (this.runner.isTrusted()) {
			this.queues[slot * this.queues.length / SlotHash.SLOT_COUNT].add(part);
		}
		else {
			// Nobody else is made to wait for a probe.
			this.runner.run(List.of(part), () -> {
			});
		}
		return part.await(this.patience);
	}

	private byte[][] names(List<Charge> charges) {
		byte[][] names = new byte[charges.size()][];
		for (int i = 0; i < names.length; i++) {
			names[i] = this.keys.key(charges.get(i).quota(), charges.get(i).key());
		}
		return names;
	}

	private Collection<List<Integer>> groups(byte[][] names) {
		Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
		for (int i = 0; i < names.length; i++) {
			int slot = this.runner.isCluster() ? SlotHash.getSlot(names[i]) : 0;
			groups.computeIfAbsent(slot, (absent) -> new ArrayList<>()).add(i);
		}
		return groups.values();
	}

	private static List<Charge> pick(List<Charge> charges, List<Integer> indexes) {
		return indexes.stream().map(charges::get).toList();
	}

	private static byte[][] pick(byte[][] names, List<Integer> indexes) {
		return indexes.stream().map((i) -> names[i]).toArray(byte[][]::new);
	}

}
