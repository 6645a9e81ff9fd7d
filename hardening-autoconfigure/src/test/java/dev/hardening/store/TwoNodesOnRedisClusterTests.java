package dev.hardening.store;

import java.util.List;

import dev.hardening.jwt.IssuedTokens;
import dev.hardening.test.RedisCluster;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two instances over a Redis cluster, where the keys of one request are on several nodes.
 */
@Tag("long")
class TwoNodesOnRedisClusterTests extends TwoNodes {

	private static RedisCluster cluster;

	private static List<RunningApplication> nodes;

	@BeforeAll
	static void startNodes() {
		cluster = RedisCluster.start();
		nodes = List.of(startNode(), startNode());
	}

	private static RunningApplication startNode() {
		return start("spring.data.redis.cluster.nodes=" + cluster.addresses(),
				"hardening.shared-state.retry-after-failure=200ms", "hardening.shared-state.timeout=20s");
	}

	@AfterAll
	static void stopNodes() {
		nodes.forEach(RunningApplication::close);
		cluster.close();
	}

	@Override
	RunningApplication node(int number) {
		return nodes.get(number);
	}

	@Test
	void sessionsWhenManyAreSpreadOverAllNodesAndAllAreHeard() {
		for (int i = 0; i < 30; i++) {
			IssuedTokens tokens = issue(0, "user" + i);
			assertThat(me(1, tokens)).isEqualTo(200);
			assertThat(node(0).send("POST", "/logout", "Authorization", "Bearer " + tokens.accessToken()).statusCode())
				.isEqualTo(200);
			assertThat(me(1, tokens)).isEqualTo(401);
		}
		assertThat(cluster.commands()).allMatch((node) -> node.dbsize() > 0);
	}

}
