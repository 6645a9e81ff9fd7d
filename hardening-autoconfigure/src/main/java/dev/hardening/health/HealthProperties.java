package dev.hardening.health;

import java.time.Duration;

import dev.hardening.environment.InvalidPropertyException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The probes.
 *
 * @param enabled Whether to answer probes.
 * @param healthPath path that answers whether everything the application needs works
 * @param readyPath path that answers whether the application takes requests
 * @param livePath path that answers whether the process works
 * @param memoryThreshold share of the heap, and of the container's limit, from which
 * memory counts as exhausted
 * @param showChecks who sees the state of each check
 * @param timeout time after which a check that has not answered counts as failed
 * @param cache time for which the answer of a check is reused
 */
@ConfigurationProperties("hardening.health")
public record HealthProperties(@DefaultValue("true") boolean enabled, @DefaultValue("/health") String healthPath,
		@DefaultValue("/ready") String readyPath, @DefaultValue("/live") String livePath,
		@DefaultValue("0.9") double memoryThreshold, @DefaultValue("always") ShowChecks showChecks,
		@DefaultValue("1s") Duration timeout, @DefaultValue("500ms") Duration cache) {

	private static final String PREFIX = "hardening.health.";

	public HealthProperties {
		checkPath("health-path", healthPath);
		checkPath("ready-path", readyPath);
		checkPath("live-path", livePath);
		checkDistinct("ready-path", readyPath, "health-path", healthPath);
		checkDistinct("live-path", livePath, "health-path", healthPath);
		checkDistinct("live-path", livePath, "ready-path", readyPath);
		if (!(memoryThreshold > 0 && memoryThreshold <= 1)) {
			throw new InvalidPropertyException(PREFIX + "memory-threshold", memoryThreshold,
					"is not a share between 0 and 1", "Write for example 0.9 for nine tenths.");
		}
		if (timeout.isNegative() || timeout.isZero()) {
			throw new InvalidPropertyException(PREFIX + "timeout", timeout, "leaves a check no time",
					"Write a positive time, for example 1s.");
		}
		if (cache.isNegative()) {
			throw new InvalidPropertyException(PREFIX + "cache", cache, "is negative",
					"Write a time, for example 500ms, or 0s to ask at every probe.");
		}
	}

	private static void checkPath(String key, String path) {
		if (!path.startsWith("/") || path.length() == 1 || path.matches(".*[*?{}\\s#;\\\\].*") || path.endsWith("/")) {
			throw new InvalidPropertyException(PREFIX + key, path, "is not the path of one resource",
					"Write a path that starts with a slash and has no pattern, for example /" + key.replace("-path", "")
							+ ".");
		}
	}

	private static void checkDistinct(String key, String path, String otherKey, String other) {
		if (path.equals(other)) {
			throw new InvalidPropertyException(PREFIX + key, path, "is also the " + otherKey,
					"Give each probe a path of its own.");
		}
	}

}
