package dev.hardening.health;

import java.util.Map;

import dev.hardening.environment.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HealthProperties}.
 */
class HealthPropertiesTests {

	@Test
	void bindWhenNothingIsSetHasTheDocumentedDefaults() {
		HealthProperties properties = bind(Map.of());
		assertThat(properties.healthPath()).isEqualTo("/health");
		assertThat(properties.readyPath()).isEqualTo("/ready");
		assertThat(properties.livePath()).isEqualTo("/live");
		assertThat(properties.memoryThreshold()).isEqualTo(0.9);
		assertThat(properties.showChecks()).isEqualTo(ShowChecks.ALWAYS);
	}

	@ParameterizedTest
	@CsvSource({ "health-path, health", "health-path, /", "ready-path, /ready/", "live-path, /**",
			"live-path, '/live;x'", "ready-path, /health", "live-path, /ready", "memory-threshold, 0",
			"memory-threshold, 90", "memory-threshold, NaN", "timeout, 0s", "cache, -1s" })
	void bindWhenValueCannotWorkNamesTheKey(String key, String value) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> bind(Map.of("hardening.health." + key, value)))
			.havingRootCause()
			.isInstanceOfSatisfying(InvalidPropertyException.class,
					(ex) -> assertThat(ex.key()).isEqualTo("hardening.health." + key));
	}

	private HealthProperties bind(Map<String, String> values) {
		return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("hardening.health",
				HealthProperties.class);
	}

}
