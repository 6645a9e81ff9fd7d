package dev.hardening.environment;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.hardening.secrets.Secret;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.unit.DataSize;

/**
 * Properties with everything that properties can have.
 */
@ConfigurationProperties("hardening.sample")
record SampleProperties(boolean enabled, int maxCount, double nearLimit, Duration timeout, DataSize maxSize,
		Level level, Secret secret, List<Secret> previousSecrets, List<String> hosts, @DefaultValue Nested nested,
		Map<String, Policy> policies, List<Rule> rules, Map<String, String> set, Map<String, List<String>> tiers,
		@Name("import") String importFrom) {

	SampleProperties {
		if ("refused".equals(importFrom)) {
			throw new InvalidPropertyException("hardening.sample.import", importFrom, "is refused", "Write another.");
		}
		if (hosts != null && hosts.contains("refused")) {
			throw new InvalidPropertyException("hardening.sample.hosts[%d]".formatted(hosts.indexOf("refused")),
					"refused", "is refused", "Write another.");
		}
	}

	enum Level {

		LOW, VERY_HIGH

	}

	record Nested(boolean deepEnabled) {

	}

	record Policy(boolean enabled, List<String> limits, Nested nested) {

	}

	record Rule(List<String> paths, String access) {

	}

}
