package dev.hardening.ratelimit.redis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import dev.hardening.ratelimit.Charge;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.CommandArgs;

/**
 * Several parts as one call of the script. Buckets and limits that several parts have in
 * common are sent once.
 */
final class ScriptCall {

	private static final int PART_BYTES = 3;

	private static final int CHARGE_BYTES = 13;

	private static final int BINDS = 1;

	private static final int ANSWERS = 4;

	private final List<Part> parts;

	private final List<byte[]> keys = new ArrayList<>();

	private final List<byte[]> limits = new ArrayList<>(1);

	private final byte[] requests;

	ScriptCall(List<Part> parts, LimitsText texts) {
		this.parts = parts;
		int charges = 0;
		for (Part part : parts) {
			charges += part.charges().size();
		}
		ByteBuffer buffer = ByteBuffer.allocate(parts.size() * PART_BYTES + charges * CHARGE_BYTES);
		Map<ByteBuffer, Integer> keyIndexes = new HashMap<>(2 * charges);
		Map<byte[], Integer> limitIndexes = new IdentityHashMap<>();
		for (Part part : parts) {
			buffer.put(part.mode().number()).putShort((short) part.charges().size());
			for (int i = 0; i < part.names().length; i++) {
				Charge charge = part.charges().get(i);
				byte[] name = part.names()[i];
				buffer.putShort(index(keyIndexes, ByteBuffer.wrap(name), this.keys, name));
				byte[] text = texts.of(charge.quota());
				buffer.putShort(index(limitIndexes, text, this.limits, text));
				buffer.put((byte) (charge.binding() ? BINDS : 0)).putDouble(charge.cost());
			}
		}
		this.requests = buffer.array();
	}

	// The script counts from 1.
	private static <K> short index(Map<K, Integer> indexes, K key, List<byte[]> all, byte[] value) {
		Integer known = indexes.putIfAbsent(key, all.size() + 1);
		if (known != null) {
			return known.shortValue();
		}
		all.add(value);
		return (short) all.size();
	}

	List<Part> parts() {
		return this.parts;
	}

	/**
	 * Write the arguments of {@code EVALSHA} or {@code EVAL}.
	 * @param script the digest or the text of the script
	 * @return the arguments
	 */
	CommandArgs<byte[], byte[]> arguments(byte[] script) {
		CommandArgs<byte[], byte[]> arguments = new CommandArgs<>(ByteArrayCodec.INSTANCE);
		arguments.add(script).add(this.keys.size()).addKeys(this.keys).add(this.requests);
		this.limits.forEach(arguments::add);
		return arguments;
	}

	/**
	 * Read what the script answered.
	 * @param answer the packed numbers
	 * @return the numbers for each part
	 */
	List<long[]> read(byte[] answer) {
		ByteBuffer buffer = ByteBuffer.wrap(answer);
		List<long[]> all = new ArrayList<>(this.parts.size());
		for (Part part : this.parts) {
			long[] numbers = new long[part.names().length * ANSWERS];
			for (int i = 0; i < numbers.length; i++) {
				numbers[i] = (long) buffer.getDouble();
			}
			all.add(numbers);
		}
		return all;
	}

}
