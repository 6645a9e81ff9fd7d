package dev.hardening.benchmarks.micro;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.hardening.benchmarks.report.Console;
import dev.hardening.benchmarks.report.Options;
import dev.hardening.benchmarks.report.Ratio;
import dev.hardening.benchmarks.report.Report;
import dev.hardening.benchmarks.report.Verdict;
import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitKey;
import dev.hardening.ratelimit.RateLimitStore;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * What the local store keeps for each client, its key included.
 */
public final class ClientMemory {

	private ClientMemory() {
	}

	/**
	 * Measure.
	 * @param arguments the options
	 * @throws Exception if the results cannot be written
	 */
	public static void main(String... arguments) throws Exception {
		Options options = new Options(arguments);
		int clients = options.number("clients", 1_000_000);
		List<Double> bytes = new ArrayList<>();
		for (int i = 0; i < options.number("rounds", 3); i++) {
			bytes.add(round(clients));
			Console.say("%.0f bytes a client", bytes.get(i));
		}
		Report report = new Report(options.directory(), "memory", "Memory of the local store", "memory" + options);
		report.line("").line("%,d clients with one policy, heap after collections.".formatted(clients));
		report.table(List.of("measured", "min / **median** / max", "target"), List
			.of(List.of("bytes a client", new Ratio(bytes).toString(), Verdict.atMost(Ratio.median(bytes), 300))));
		report.write();
	}

	private static double round(int clients) throws InterruptedException {
		try (ConfigurableApplicationContext context = Started.with("--hardening.rate-limit.store=local",
				"--hardening.rate-limit.max-clients=" + 2 * clients)) {
			RateLimitStore store = context.getBean(RateLimitStore.class);
			Quota quota = LimitsBenchmark.quota("memory", 1000, Duration.ofHours(1));
			long before = used();
			for (int i = 0; i < clients; i++) {
				String address = "10.%d.%d.%d".formatted(i >> 16 & 255, i >> 8 & 255, i & 255);
				store.charge(List.of(new Charge(quota, new RateLimitKey(RateLimitKey.IP, address), 1, true)));
			}
			return (double) (used() - before) / clients;
		}
	}

	private static long used() throws InterruptedException {
		for (int i = 0; i < 4; i++) {
			System.gc();
			Thread.sleep(200);
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
