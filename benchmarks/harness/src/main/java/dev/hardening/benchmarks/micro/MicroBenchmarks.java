package dev.hardening.benchmarks.micro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.hardening.benchmarks.load.RedisServer;
import dev.hardening.benchmarks.report.Console;
import dev.hardening.benchmarks.report.Options;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the microbenchmarks with JMH and writes what they measured as ratios.
 */
public final class MicroBenchmarks {

	private final Options options;

	private MicroBenchmarks(Options options) {
		this.options = options;
	}

	/**
	 * Measure.
	 * @param arguments the options
	 * @throws Exception if a benchmark fails
	 */
	public static void main(String... arguments) throws Exception {
		int status = 1;
		try {
			new MicroBenchmarks(new Options(arguments)).run();
			status = 0;
		}
		finally {
			if (status != 0) {
				// What a benchmark started has not been stopped.
				new Thread(() -> System.exit(1)).start();
			}
		}
	}

	private void run() throws RunnerException, IOException, InterruptedException {
		for (String name : this.options.list("groups", "limits,jwt,apikey,edge,redactor,redis")) {
			Group group = Group.of(name);
			Console.say("== %s", name);
			Collection<RunResult> results = group.needsRedis() ? measureWithRedis(group)
					: measure(group, this.options.list("only", ".*").get(0), 1, 0);
			if (!results.isEmpty() && this.options.list("write", "true").contains("true")) {
				group.report(this.options, new Results(results));
			}
			Console.say("%d benchmarks measured", results.size());
		}
	}

	private Collection<RunResult> measureWithRedis(Group group) throws RunnerException, InterruptedException {
		try (RedisServer redis = RedisServer.start()) {
			if (redis == null) {
				Console.say("Left out: no redis-server here");
				return List.of();
			}
			Collection<RunResult> results = new ArrayList<>();
			// The first number of threads is for all, the others tell how much there is
			// to
			// gain from more.
			String methods = this.options.list("only", ".*").get(0);
			for (String threads : this.options.list("threads", "32,8,64,128")) {
				results.addAll(measure(group, methods, Integer.parseInt(threads), redis.port()));
				methods = ".*TenThousandKeys";
			}
			return results;
		}
	}

	private Collection<RunResult> measure(Group group, String methods, int threads, int redisPort)
			throws RunnerException {
		TimeValue time = TimeValue
			.milliseconds(this.options.number("millis", this.options.number("seconds", 1) * 1000));
		int forks = this.options.number("forks", 1);
		ChainedOptionsBuilder builder = new OptionsBuilder()
			.include("\\." + group.benchmark() + "\\.(" + methods + ")$")
			.mode(group.needsRedis() ? Mode.Throughput : Mode.AverageTime)
			.timeUnit(group.needsRedis() ? TimeUnit.SECONDS : TimeUnit.NANOSECONDS)
			.threads(threads)
			.warmupIterations(this.options.number("warmup", 5))
			.warmupTime(time)
			.measurementIterations(this.options.number("iterations", 5))
			.measurementTime(time)
			.forks(forks)
			.verbosity(VerboseMode.NORMAL)
			.shouldFailOnError(true);
		if (forks == 0) {
			System.setProperty(RedisBenchmark.PORT, Integer.toString(redisPort));
		}
		return new Runner(builder.jvmArgsAppend("-D" + RedisBenchmark.PORT + "=" + redisPort).build()).run();
	}

}
