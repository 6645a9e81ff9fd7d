package dev.hardening.store.redis;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.hardening.store.SharedState;
import dev.hardening.store.SharedStateContract;
import dev.hardening.store.StateSpace;
import dev.hardening.test.MovableClock;
import dev.hardening.test.RealRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RedisSharedState} on a real Redis.
 */
class RedisSharedStateTests extends SharedStateContract {

	private static RealRedis redis;

	private static LettuceConnectionFactory users;

	private static RedisLink[] links;

	@BeforeAll
	static void start() {
		redis = RealRedis.start();
		users = new LettuceConnectionFactory(redis.host(), redis.port());
		users.afterPropertiesSet();
		users.start();
		links = new RedisLink[] { open(), open() };
	}

	private static RedisLink open() {
		return DedicatedConnection.open(users, Duration.ofSeconds(30), Duration.ofSeconds(1));
	}

	@AfterAll
	static void stop() {
		links[0].close();
		links[1].close();
		users.destroy();
		redis.close();
	}

	@Override
	protected SharedState state(int instance) {
		return new RedisSharedState(links[instance], "test:", Clock.systemUTC());
	}

	@Test
	void valueWhenItsTimeIsOverIsForgottenByRedis() {
		String id = id();
		state(0).put(SPACE, id, "one", in(60));
		long left = links[0].ask((connection) -> connection.keyCommands().pTtl(("test:st:contract:" + id).getBytes()));
		assertThat(left).isBetween(1L, 60_000L);
		state(0).put(SPACE, id, "over", in(-60));
		String gone = id();
		assertThat(state(0).putIfAbsent(SPACE, gone, "over", in(-60))).isTrue();
		assertThat(forgotten(id) && forgotten(gone)).isTrue();
	}

	private boolean forgotten(String id) {
		long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
		while (System.nanoTime() < end) {
			if (state(0).find(SPACE, List.of(id)).isEmpty()) {
				return true;
			}
		}
		return false;
	}

	@Test
	void valuesWhenBeyondTheBoundLoseThoseThatExpireNext() {
		StateSpace bounded = new StateSpace("bounded", 100);
		SharedState state = state(0);
		for (int i = 0; i < 640; i++) {
			state.put(bounded, "id" + i, "value", in(600 + i));
		}
		assertThat(state.find(bounded, List.of("id0", "id500")).size()).isZero();
		assertThat(state.find(bounded, List.of("id540", "id639")).size()).isEqualTo(2);
		long keys = links[0]
			.ask((connection) -> (long) connection.keyCommands().keys("test:st:bounded:*".getBytes()).size());
		assertThat(keys).isBetween(100L, 164L);
		state.remove(bounded, "id639");
		assertThat(state.replace(bounded, "id600", "value", "longer", in(9000))).isTrue();
		for (int i = 640; i < 1280; i++) {
			state.put(bounded, "id" + i, "value", in(600 + i));
		}
		assertThat(state.find(bounded, List.of("id600"))).containsValue("longer");
	}

	@Test
	void idsOfABoundedSpaceWhenExpiredDoNotCount() {
		StateSpace bounded = new StateSpace("expired", 10);
		MovableClock clock = MovableClock.ofMachine();
		SharedState state = new RedisSharedState(links[0], "test:", clock);
		for (int i = 0; i < 63; i++) {
			state.put(bounded, "id" + i, "value", in(60));
		}
		clock.move(Duration.ofHours(1));
		state.put(bounded, "last", "value", in(7200));
		long known = links[0].ask((connection) -> connection.zSetCommands().zCard("test:st:expired".getBytes()));
		assertThat(known).isEqualTo(1);
		assertThat(state.find(bounded, List.of("last"))).hasSize(1);
	}

}
