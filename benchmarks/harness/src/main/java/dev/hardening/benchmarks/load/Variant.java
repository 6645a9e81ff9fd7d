package dev.hardening.benchmarks.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One way to run the application with one endpoint.
 */
enum Variant {

	/** Spring MVC and nothing else. */
	PLAIN("plain", "Spring MVC alone", List.of(), Map.of(), 200),

	/** What most applications have: Boot's starters on their defaults. */
	SECURITY("security", "Boot's security and actuator starters", List.of(), Map.of(), 200),

	/** Only logging, redaction and metrics of this starter. */
	OBSERVED("hardened", "this starter, logging and metrics only",
			List.of("--hardening.headers.enabled=false", "--hardening.rate-limit.enabled=false",
					"--hardening.lockout.enabled=false", "--hardening.requests.enabled=false",
					"--hardening.cors.enabled=false", "--hardening.jwt.enabled=false",
					"--hardening.api-keys.enabled=false", "--hardening.hosts.allowed="),
			Map.of(), 200),

	/** Everything on. */
	HARDENED("hardened", "this starter, everything on", List.of(), Map.of(), 200),

	/** Everything on, limits in Redis. */
	HARDENED_REDIS("hardened-redis", "this starter, limits in Redis",
			List.of("--spring.profiles.active=redis", "--spring.data.redis.url=redis://127.0.0.1:{redis}"), Map.of(),
			200),

	/** Everything on, and every request over its limit. */
	REFUSING("hardened", "this starter, refusing (429)", List.of(), Map.of("BENCHMARK_LIMIT", "1"), 429),

	/** The other starter, its buckets in a local cache. */
	BUCKET4J("bucket4j", "bucket4j-spring-boot-starter", List.of(), Map.of(), 200),

	/** The other starter, its buckets in Redis. */
	BUCKET4J_REDIS("bucket4j-redis", "bucket4j-spring-boot-starter, Redis", List.of("--benchmark.redis.port={redis}"),
			Map.of(), 200);

	private final String module;

	private final String label;

	private final List<String> arguments;

	private final Map<String, String> environment;

	private final int status;

	Variant(String module, String label, List<String> arguments, Map<String, String> environment, int status) {
		this.module = module;
		this.label = label;
		this.arguments = arguments;
		this.environment = environment;
		this.status = status;
	}

	static Variant of(String name) {
		return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

	String module() {
		return this.module;
	}

	String label() {
		return this.label;
	}

	List<String> arguments(int redisPort) {
		return this.arguments.stream()
			.map((argument) -> argument.replace("{redis}", Integer.toString(redisPort)))
			.toList();
	}

	Map<String, String> environment() {
		return this.environment;
	}

	// What the endpoint answers.
	int status() {
		return this.status;
	}

	boolean needsRedis() {
		return this == HARDENED_REDIS || this == BUCKET4J_REDIS;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
