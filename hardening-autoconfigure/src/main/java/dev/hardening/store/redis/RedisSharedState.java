package dev.hardening.store.redis;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.hardening.store.SharedState;
import dev.hardening.store.StateSpace;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.connection.SetCondition;
import org.springframework.data.redis.connection.zset.Tuple;
import org.springframework.data.redis.core.types.Expiration;

/**
 * Keeps shared state in Redis, one key per value, which Redis expires. The ids of a
 * bounded space are in a sorted set besides, by which those that expire next are found.
 */
class RedisSharedState implements SharedState {

	private static final byte[] REPLACE = bytes("if redis.call('get', KEYS[1]) == ARGV[1] then "
			+ "redis.call('set', KEYS[1], ARGV[2], 'px', ARGV[3]) return 1 else return 0 end");

	/** So often a bounded space is trimmed. */
	private static final int TRIM_EVERY = 64;

	private final RedisLink link;

	private final String prefix;

	private final Clock clock;

	private final AtomicInteger written = new AtomicInteger();

	RedisSharedState(RedisLink link, String prefix, Clock clock) {
		this.link = link;
		this.prefix = prefix + "st:";
		this.clock = clock;
	}

	@Override
	public void put(StateSpace space, String id, String value, Instant until) {
		this.link.ask((connection) -> connection.stringCommands()
			.set(key(space, id), bytes(value), SetCondition.upsert(), expiration(until)));
		remember(space, id, until);
	}

	@Override
	public boolean putIfAbsent(StateSpace space, String id, String value, Instant until) {
		Boolean written = this.link.ask((connection) -> connection.stringCommands()
			.set(key(space, id), bytes(value), SetCondition.ifAbsent(), expiration(until)));
		remember(space, id, until);
		return Boolean.TRUE.equals(written);
	}

	@Override
	public boolean replace(StateSpace space, String id, String expected, String value, Instant until) {
		Long replaced = this.link.ask((connection) -> connection.scriptingCommands()
			.eval(REPLACE, ReturnType.INTEGER, 1, key(space, id), bytes(expected), bytes(value),
					bytes(Long.toString(millis(until)))));
		if (replaced == null || replaced == 0) {
			return false;
		}
		remember(space, id, until);
		return true;
	}

	@Override
	public Map<String, String> find(StateSpace space, Collection<String> ids) {
		Map<String, String> found = new HashMap<>();
		if (ids.isEmpty()) {
			return found;
		}
		byte[][] keys = ids.stream().map((id) -> key(space, id)).toArray(byte[][]::new);
		List<byte[]> values = this.link.ask((connection) -> connection.stringCommands().mGet(keys));
		int next = 0;
		for (String id : ids) {
			byte[] value = values.get(next);
			next++;
			if (value != null) {
				found.put(id, new String(value, StandardCharsets.UTF_8));
			}
		}
		return found;
	}

	@Override
	public void remove(StateSpace space, String id) {
		this.link.ask((connection) -> connection.keyCommands().del(key(space, id)));
		if (space.isBounded()) {
			this.link.ask((connection) -> connection.zSetCommands().zRem(index(space), bytes(id)));
		}
	}

	private void remember(StateSpace space, String id, Instant until) {
		if (space.isBounded()) {
			this.link
				.ask((connection) -> connection.zSetCommands().zAdd(index(space), until.toEpochMilli(), bytes(id)));
			if (this.written.incrementAndGet() % TRIM_EVERY == 0) {
				this.link.ask((connection) -> trim(connection, space));
			}
		}
	}

	private int trim(RedisConnection connection, StateSpace space) {
		connection.zSetCommands().zRemRangeByScore(index(space), 0, this.clock.millis());
		Long count = connection.zSetCommands().zCard(index(space));
		long excess = (count != null) ? count - space.bound() : 0;
		List<byte[]> forgotten = new ArrayList<>();
		if (excess > 0) {
			for (Tuple tuple : connection.zSetCommands().zPopMin(index(space), excess)) {
				forgotten.add(key(space, new String(tuple.getValue(), StandardCharsets.UTF_8)));
			}
			connection.keyCommands().del(forgotten.toArray(byte[][]::new));
		}
		return forgotten.size();
	}

	private byte[] index(StateSpace space) {
		return bytes(this.prefix + space.name());
	}

	private byte[] key(StateSpace space, String id) {
		return bytes(this.prefix + space.name() + ":" + id);
	}

	private Expiration expiration(Instant until) {
		return Expiration.milliseconds(millis(until));
	}

	// Redis takes no time that is over.
	private long millis(Instant until) {
		return Math.max(Duration.between(this.clock.instant(), until).toMillis(), 1);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
