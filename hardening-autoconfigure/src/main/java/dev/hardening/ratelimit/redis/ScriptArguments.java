package dev.hardening.ratelimit.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.Limit;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.Refill;

/**
 * Writes the arguments of the script. Those that depend on the limits alone are written
 * once; policies are a finite set.
 */
final class ScriptArguments {

	private static final long NANOS_PER_MICRO = 1000;

	private static final long NANOS_PER_MILLI = 1_000_000;

	/** Longer than any sensible limit, and something that Redis accepts. */
	private static final long LONGEST_MILLIS = 100L * 366 * 24 * 60 * 60 * 1000;

	private final Map<Quota, List<byte[]>> limits = new ConcurrentHashMap<>();

	byte[][] of(String mode, List<Charge> charges, byte[][] names) {
		List<byte[]> all = new ArrayList<>(names.length * 9 + 1);
		all.addAll(List.of(names));
		all.add(bytes(mode));
		for (Charge charge : charges) {
			all.add(bytes(charge.cost()));
			all.add(bytes(charge.binding() ? 1 : 0));
			all.addAll(this.limits.computeIfAbsent(charge.quota(), ScriptArguments::limits));
		}
		return all.toArray(byte[][]::new);
	}

	private static List<byte[]> limits(Quota quota) {
		List<byte[]> all = new ArrayList<>();
		// One more, as both times are rounded.
		all.add(bytes(Math.min(quota.nanosToRefill() / NANOS_PER_MILLI + 2, LONGEST_MILLIS)));
		all.add(bytes(quota.limits().size()));
		for (Limit limit : quota.limits()) {
			all.add(bytes(limit.permits()));
			all.add(bytes((limit.period().toNanos() + NANOS_PER_MICRO - 1) / NANOS_PER_MICRO));
			all.add(bytes(limit.capacity()));
			all.add(bytes((limit.refill() == Refill.GREEDY) ? "greedy" : "interval"));
		}
		return all;
	}

	private static byte[] bytes(long number) {
		return bytes(Long.toString(number));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
