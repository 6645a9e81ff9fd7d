package dev.hardening.ratelimit.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.ChargeResult.Status;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitKey;
import dev.hardening.ratelimit.RateLimitStore;
import dev.hardening.ratelimit.RateLimitStoreException;
import io.lettuce.core.cluster.SlotHash;
import org.jspecify.annotations.Nullable;

/**
 * Buckets in Redis. The charges of a call are one script, so they are made together or
 * not at all. On a cluster only the keys of one slot can be: there each slot is charged
 * in turn, and what was charged is given back when a later one refuses.
 */
final class RedisRateLimitStore implements RateLimitStore {

	private static final int ANSWERS = 4;

	private static final long NANOS = 1000;

	private final BucketScript script;

	private final BucketKeys keys;

	private final ScriptArguments arguments = new ScriptArguments();

	RedisRateLimitStore(BucketScript script, BucketKeys keys) {
		this.script = script;
		this.keys = keys;
	}

	@Override
	public List<ChargeResult> charge(List<Charge> charges) {
		if (charges.isEmpty()) {
			return List.of();
		}
		byte[][] names = names(charges);
		Collection<List<Integer>> groups = groups(names);
		if (groups.size() == 1) {
			return Arrays.asList(run("charge", charges, names));
		}
		return chargeInTurn(charges, names, groups);
	}

	private List<ChargeResult> chargeInTurn(List<Charge> charges, byte[][] names, Collection<List<Integer>> groups) {
		ChargeResult[] results = new ChargeResult[names.length];
		List<List<Integer>> made = new ArrayList<>(groups.size());
		boolean refused = false;
		try {
			for (List<Integer> group : groups) {
				ChargeResult[] some = run(refused ? "weigh" : "charge", pick(charges, group), pick(names, group));
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
				run("refund", pick(charges, admitted), pick(names, admitted));
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
			run("refund", pick(charges, group), pick(names, group));
		}
	}

	@Override
	public @Nullable ChargeResult peek(Quota quota, RateLimitKey key) {
		List<Charge> one = List.of(new Charge(quota, key, 1, false));
		List<Long> answer = this.script.run(1, this.arguments.of("look", one, names(one)));
		return (answer.get(0) >= 0) ? result(answer, 0) : null;
	}

	@Override
	public void reset(Quota quota, RateLimitKey key) {
		this.script.delete(this.keys.key(quota, key));
	}

	@Override
	public long trackedClients() {
		return 0;
	}

	private ChargeResult[] run(String mode, List<Charge> charges, byte[][] names) {
		List<Long> answer = this.script.run(names.length, this.arguments.of(mode, charges, names));
		ChargeResult[] results = new ChargeResult[names.length];
		for (int i = 0; i < results.length; i++) {
			results[i] = result(answer, i * ANSWERS);
		}
		return results;
	}

	private static ChargeResult result(List<Long> answer, int at) {
		long micros = answer.get(at + 3);
		long nanos = (micros > Long.MAX_VALUE / NANOS) ? Long.MAX_VALUE : micros * NANOS;
		return new ChargeResult((answer.get(at) == 1) ? Status.ADMITTED : Status.REFUSED, answer.get(at + 1),
				answer.get(at + 2).intValue(), nanos);
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
			int slot = this.script.isCluster() ? SlotHash.getSlot(names[i]) : 0;
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
