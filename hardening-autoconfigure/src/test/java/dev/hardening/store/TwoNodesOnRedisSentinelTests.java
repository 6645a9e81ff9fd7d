package dev.hardening.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

import dev.hardening.jwt.IssuedTokens;
import dev.hardening.test.RealRedis;
import dev.hardening.test.RunningApplication;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances over a Redis with a replica and a sentinel, which makes it the master.
 */
@Tag("long")
class TwoNodesOnRedisSentinelTests extends TwoNodes {

	/** No server that is starved for a while is taken for dead. */
	private static final Duration PATIENT = Duration.ofMinutes(2);

	private static RealRedis master;

	private static RealRedis replica;

	private static RealRedis sentinel;

	private static List<RunningApplication> nodes;

	@BeforeAll
	static void startNodes() {
		master = RealRedis.startOnHost();
		replica = RealRedis.startOnHost("--replicaof", "127.0.0.1", Integer.toString(master.port()));
		sentinel = RealRedis.startSentinel("state", master);
		await(() -> info(sentinel, "sentinel").contains("slaves=1")
				&& info(replica, "replication").contains("master_link_status:up"));
		downAfter(PATIENT);
		nodes = List.of(startNode(), startNode());
	}

	private static void downAfter(Duration silence) {
		RedisClient client = RedisClient.create("redis://127.0.0.1:" + sentinel.port());
		try {
			client.connectSentinel().sync().set("state", "down-after-milliseconds", Long.toString(silence.toMillis()));
		}
		finally {
			client.shutdown();
		}
	}

	private static RunningApplication startNode() {
		return start("spring.data.redis.sentinel.master=state",
				"spring.data.redis.sentinel.nodes=127.0.0.1:" + sentinel.port(),
				"hardening.shared-state.retry-after-failure=200ms", "hardening.shared-state.timeout=20s");
	}

	private static String info(RealRedis server, String section) {
		RedisClient client = RedisClient.create("redis://127.0.0.1:" + server.port());
		try {
			return client.connect().sync().info(section);
		}
		finally {
			client.shutdown();
		}
	}

	private static void await(BooleanSupplier condition) {
		long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		while (!holds(condition)) {
			assertThat(System.nanoTime()).as("The end of waiting").isLessThan(end);
		}
	}

	/**
	 * A sentinel closes the connections of the server it promotes, that of a test which
	 * looks on among them.
	 */
	private static boolean holds(BooleanSupplier condition) {
		try {
			return condition.getAsBoolean();
		}
		catch (RedisException ex) {
			return false;
		}
	}

	@AfterAll
	static void stopNodes() {
		nodes.forEach(RunningApplication::close);
		sentinel.close();
		replica.close();
		master.close();
	}

	@Override
	RunningApplication node(int number) {
		return nodes.get(number);
	}

	@Test
	void revocationWhenTheMasterFailsIsKnownToTheNextOne() {
		IssuedTokens revoked = issue(0, "ada");
		IssuedTokens good = issue(0, "ada");
		node(0).send("POST", "/logout", "Authorization", "Bearer " + revoked.accessToken());
		await(() -> offset(master).equals(offset(replica)));
		downAfter(Duration.ofMillis(500));
		master.stop();
		try {
			await(() -> info(replica, "replication").contains("role:master"));
			for (int node = 0; node < 2; node++) {
				int each = node;
				await(() -> me(each, good) == 200);
				assertThat(settled(() -> me(each, revoked))).isEqualTo(401);
				assertThat(settled(() -> refresh(each, revoked.refreshToken()))).isEqualTo(401);
			}
			assertThat(settled(() -> refresh(1, good.refreshToken()))).isEqualTo(200);
			assertThat(settled(() -> refresh(0, good.refreshToken()))).isEqualTo(401);
		}
		finally {
			// The other tests of this class run on whatever is the master then.
			master.restart();
			downAfter(PATIENT);
		}
	}

	// Of two probes that follow a failure the first may still fail: the breaker opens
	// once
	// more.
	private static int settled(IntSupplier status) {
		AtomicInteger latest = new AtomicInteger();
		await(() -> {
			latest.set(status.getAsInt());
			return latest.get() != 503;
		});
		return latest.get();
	}

	private static String offset(RealRedis server) {
		return info(server, "replication").replaceAll("(?s).*master_repl_offset:(\\d+).*", "$1");
	}

}
