package dev.hardening.environment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link PropertyTree} and {@link NearestKey}.
 */
class PropertyTreeTests {

	private final PropertyTree tree = PropertyTree.of(SampleProperties.class);

	@ParameterizedTest
	@ValueSource(strings = { "hardening.environment", "hardening.sample.enabled", "hardening.sample.max-count",
			"hardening.sample.maxCount", "hardening.sample.max_count", "hardening.SAMPLE.MAXCOUNT", "hardening.sample",
			"hardening.sample.hosts", "hardening.sample.hosts[0]", "hardening.sample.nested.deep-enabled",
			"hardening.sample.policies", "hardening.sample.policies.api.limits[1]",
			"hardening.sample.policies[a.b].enabled", "hardening.sample.policies.api.nested.deepEnabled",
			"hardening.sample.rules[0].paths[0]", "hardening.sample.rules[0].access", "hardening.sample.set.X-A",
			"hardening.sample.set.a.b.c", "hardening.sample.set[a.b]", "hardening.sample.tiers.ROLE_PRO[0]",
			"hardening.sample.import" })
	void findWhenKeyExistsFindsIt(String key) {
		assertThat(this.tree.find(ConfigurationPropertyName.adapt(key, '.'))).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "hardening.other", "hardening.sample.enable", "hardening.sample.enabled.deep",
			"hardening.sample.nested.other", "hardening.sample.policies.api.limit",
			"hardening.sample.policies.a.b.enabled", "hardening.sample.rules.paths", "hardening.sample.rules[0].path",
			"hardening.sample.import-from", "hardening.sample.hosts.a" })
	void findWhenKeyDoesNotExistFindsNothing(String key) {
		assertThat(this.tree.find(ConfigurationPropertyName.adapt(key, '.'))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "HARDENING_SAMPLE_MAXCOUNT, true", "HARDENING_SAMPLE_MAX_COUNT, true",
			"HARDENING_SAMPLE_POLICIES_API_LIMITS_0, true", "HARDENING_SAMPLE_POLICIES_TWO_FACTOR_ENABLED, true",
			"HARDENING_SAMPLE_NESTED_DEEP_ENABLED, true", "HARDENING_SAMPLE_RULES_0_ACCESS, true",
			"HARDENING_SAMPLE_SET_X_Y, true", "HARDENING_ENVIRONMENT, true", "HARDENING_PORT, false",
			"HARDENING_PORT_8080_TCP, false", "HARDENING_SERVICE_HOST, false", "HARDENING_SAMPLE_MAX, false" })
	void variableWhenItStandsForAKeyIsKnown(String variable, boolean known) {
		assertThat(this.tree.knowsVariable(ConfigurationPropertyName.adapt(variable, '_'))).isEqualTo(known);
	}

	@ParameterizedTest
	@CsvSource({ "hardening.sampel.enabled, hardening.sample.enabled",
			"hardening.sample.max-cuont, hardening.sample.max-count",
			"hardening.sample.policies.api.limit, hardening.sample.policies.api.limits",
			"hardening.sample.rules[3].path, hardening.sample.rules[3].paths",
			"hardening.deep-enabled, hardening.sample.nested.deep-enabled",
			"hardening.enviroment, hardening.environment" })
	void nearestWhenKeyIsMisspeltIsWhatWasMeant(String unknown, String meant) {
		assertThat(new NearestKey(this.tree).to(unknown)).isEqualTo(meant);
	}

	@Test
	void distanceWhenComparedCountsChanges() {
		assertThat(NearestKey.distance("kitten", "sitting")).isEqualTo(3);
		assertThat(NearestKey.distance("", "abc")).isEqualTo(3);
		assertThat(NearestKey.distance("abc", "abc")).isZero();
	}

	@Test
	void loadWhenFromClassPathKnowsWhatIsListed() {
		assertThat(PropertyTree.load(null).find(ConfigurationPropertyName.of("hardening.secrets.min-length")))
			.isPresent();
	}

	@Test
	void createWhenTypeHasAnotherPrefixIsRefused() {
		assertThatIllegalStateException().isThrownBy(() -> PropertyTree.of(String.class));
	}

}
