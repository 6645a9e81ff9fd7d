package dev.hardening.apikey;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ApiKeyFormatTests {

	/** As documented for scanners. */
	private static final Pattern SCANNER = Pattern.compile("\\bhk_[a-z0-9]+_[0-9A-Za-z]{27,64}_[0-9A-Za-z]{6}\\b");

	private static final String BODY = "hk_production_000000000000000000000000000";

	private final ApiKeyFormat format = new ApiKeyFormat("hk", "production");

	@Test
	void keyWhenCreatedIsWellFormedAndFoundByScanners() {
		for (int i = 0; i < 1000; i++) {
			String key = this.format.create();
			assertThat(this.format.isWellFormed(key)).as(key).isTrue();
			Matcher found = SCANNER.matcher("token=" + key + "&x");
			assertThat(found.find()).isTrue();
			assertThat(found.group()).isEqualTo(key);
		}
	}

	@Test
	void keyWhenCreatedUsesEveryCharacterOfTheAlphabet() {
		Set<Integer> characters = new HashSet<>();
		this.format.random(20_000).chars().forEach(characters::add);
		assertThat(characters).hasSize(62);
	}

	@Test
	void checksumWhenKnownIsStable() {
		assertThat(ApiKeyFormat.checksum("")).isEqualTo("000000");
		// CRC-32 of "123456789" is 0xCBF43926.
		assertThat(ApiKeyFormat.checksum("123456789")).isEqualTo("3jZRME");
	}

	@Test
	void keyWhenAnyCharacterIsChangedIsNotWellFormed() {
		String key = this.format.create();
		for (int i = 0; i < key.length(); i++) {
			char other = (key.charAt(i) == 'a') ? 'b' : 'a';
			String changed = key.substring(0, i) + other + key.substring(i + 1);
			assertThat(this.format.isWellFormed(changed)).as(changed).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "_", "hk", "hk_", "hk__", "hk___000000", "hk_production_", "hk_production__000000",
			"xx_production_000000000000000000000000000", "hk__000000000000000000000000000",
			"hk_production_00000000000000000000000000", "hk_production_0000000000000000000000000\u00e4\u00e4",
			"hk_prod-x_000000000000000000000000000", "hk_prod\u0000x_000000000000000000000000000" })
	void textWhenOfAnotherFormIsNotWellFormed(String body) {
		assertThat(this.format.isWellFormed(body)).isFalse();
		assertThat(this.format.isWellFormed(body + "_" + ApiKeyFormat.checksum(body))).isFalse();
	}

	@Test
	void keyWhenOfAnotherEnvironmentIsWellFormed() {
		String key = BODY.replace("production", "staging");
		assertThat(this.format.isWellFormed(key + "_" + ApiKeyFormat.checksum(key))).isTrue();
	}

	@Test
	void keyWhenInAUrlIsFound() {
		String key = this.format.create();
		assertThat(this.format.occursIn("a=hk_&key=" + key + "&b=1")).isTrue();
		assertThat(this.format.occursIn("/files/" + key)).isTrue();
		assertThat(this.format.occursIn("a=hk_production_x")).isFalse();
		assertThat(this.format.occursIn("hk_".repeat(3000))).isFalse();
	}

	@Test
	void hintWhenTakenShowsFourRandomCharacters() {
		String key = this.format.create();
		assertThat(key).startsWith(this.format.hint(key));
		assertThat(this.format.hint(key)).hasSize("hk_production_".length() + 4);
	}

}
