package dev.hardening.benchmarks.micro;

import java.util.Random;

import dev.hardening.secrets.RedactionPolicy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Looking for secrets in ordinary text: log lines with names, numbers and paths.
 */
@State(Scope.Benchmark)
public class RedactorBenchmark {

	/** The length of the text. */
	static final int CHARACTERS = 64 * 1024;

	private static final String[] WORDS = { "request", "completed", "in", "ms", "for", "user", "catalog", "GET",
			"/api/catalogs/spring/items", "status=200", "size: 17", "loaded", "from", "cache", "2026-03-14T09:26:53Z",
			"the", "bill", "of", "materials", "has", "changed", "since", "http-nio-8080-exec-3", "[main]", "INFO",
			"com.example.orders.OrderService", "order=4711", "and", "was", "written", "to", "s3://bucket/key",
			"duration=12.5ms", "Sarah", "https://example.com/a?b=c&d=e", "error", "none" };

	private final RedactionPolicy policy = RedactionPolicy.builtIn();

	private final String text = text();

	private static String text() {
		Random random = new Random(3);
		StringBuilder text = new StringBuilder(CHARACTERS + 64);
		while (text.length() < CHARACTERS) {
			text.append(WORDS[random.nextInt(WORDS.length)]).append((random.nextInt(12) == 0) ? '\n' : ' ');
		}
		return text.substring(0, CHARACTERS);
	}

	@Benchmark
	public String redact() {
		return this.policy.redact(this.text);
	}

}
