package dev.hardening.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;

/**
 * A real cluster of three masters that share the slots evenly.
 */
public final class RedisCluster implements AutoCloseable {

	private static final int SLOTS = 16384;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final List<RealRedis> nodes = new ArrayList<>();

	private final List<RedisClient> clients = new ArrayList<>();

	private final List<RedisCommands<String, String>> commands = new ArrayList<>();

	private RedisCluster() {
	}

	/**
	 * Start a cluster and wait until all its nodes know one another.
	 * @return the running cluster
	 */
	public static RedisCluster start() {
		RedisCluster cluster = new RedisCluster();
		for (int i = 0; i < 3; i++) {
			cluster.add(i);
		}
		for (int i = 1; i < 3; i++) {
			cluster.introduce(i);
		}
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!cluster.commands.stream().allMatch(RedisCluster::isComplete)) {
			if (System.nanoTime() > end) {
				cluster.close();
				throw new IllegalStateException("The nodes did not become a cluster");
			}
			Thread.onSpinWait();
		}
		// From now on no node that is starved for a while is taken for dead.
		cluster.commands.forEach((node) -> node.configSet("cluster-node-timeout", "60000"));
		return cluster;
	}

	private void add(int number) {
		RealRedis node = RealRedis.startClusterNode();
		RedisClient client = RedisClient.create("redis://127.0.0.1:" + node.port());
		this.nodes.add(node);
		this.clients.add(client);
		this.commands.add(client.connect().sync());
		int[] slots = IntStream.range(number * SLOTS / 3, (number + 1) * SLOTS / 3).toArray();
		this.commands.get(number).clusterAddSlots(slots);
	}

	// The bus has a port of its own, which only these three arguments tell.
	private void introduce(int number) {
		String[] bus = this.commands.get(number).configGet("cluster-port").values().toArray(String[]::new);
		this.commands.get(0)
			.dispatch(CommandType.CLUSTER, new StatusOutput<>(StringCodec.UTF8),
					new CommandArgs<>(StringCodec.UTF8).add("MEET")
						.add("127.0.0.1")
						.add(this.nodes.get(number).port())
						.add(bus[0]));
	}

	private static boolean isComplete(RedisCommands<String, String> node) {
		String info = node.clusterInfo();
		return info.contains("cluster_state:ok") && info.contains("cluster_slots_ok:" + SLOTS)
				&& info.contains("cluster_known_nodes:3");
	}

	/**
	 * Return the addresses of the nodes.
	 * @return hosts and ports, as {@code spring.data.redis.cluster.nodes} takes them
	 */
	public String addresses() {
		return String.join(",", this.nodes.stream().map((node) -> "127.0.0.1:" + node.port()).toList());
	}

	/**
	 * Return the nodes, which can be stopped and started again.
	 * @return the nodes
	 */
	public List<RealRedis> nodes() {
		return List.copyOf(this.nodes);
	}

	/**
	 * Return what speaks to each node alone.
	 * @return commands of the nodes in their order
	 */
	public List<RedisCommands<String, String>> commands() {
		return List.copyOf(this.commands);
	}

	@Override
	public void close() {
		this.clients.forEach(RedisClient::shutdown);
		this.nodes.forEach(RealRedis::close);
	}

}
