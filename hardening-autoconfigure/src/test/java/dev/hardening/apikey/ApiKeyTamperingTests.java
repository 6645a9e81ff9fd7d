package dev.hardening.apikey;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.hardening.secrets.Secret;
import dev.hardening.secrets.SecretStrength;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.springframework.security.authentication.BadCredentialsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whatever is done to a key, it is refused in one and the same way, and the store is not
 * asked.
 */
class ApiKeyTamperingTests {

	private final MemoryApiKeyStore store = new MemoryApiKeyStore();

	private final ApiKeyFormat format = new ApiKeyFormat("hk", "test");

	private final StaticApiKeys configured = new StaticApiKeys(Map.of(), new SecretStrength(32));

	private final ApiKeyVerifier verifier = new ApiKeyVerifier(this.format, this.configured,
			new ApiKeyCache(this.store, Duration.ofMinutes(1), 1000, Ticker.systemTicker()),
			new LastUsed(this.configured), Clock.systemUTC());

	@Property(tries = 5000)
	void keyWhenACharacterIsReplacedCostsNoLookUp(@ForAll("positions") double position, @ForAll char character) {
		String key = this.format.create();
		int at = (int) (position * key.length());
		refused(key, key.substring(0, at) + character + key.substring(at + 1));
	}

	@Property(tries = 5000)
	void keyWhenAKeysCharacterIsReplacedCostsNoLookUp(@ForAll("positions") double position,
			@ForAll("letters") char character) {
		String key = this.format.create();
		int at = (int) (position * key.length());
		refused(key, key.substring(0, at) + character + key.substring(at + 1));
	}

	@Property(tries = 3000)
	void keyWhenACharacterIsAddedCostsNoLookUp(@ForAll("positions") double position,
			@ForAll("letters") char character) {
		String key = this.format.create();
		int at = (int) (position * (key.length() + 1));
		refused(key, key.substring(0, at) + character + key.substring(at));
	}

	@Property(tries = 3000)
	void keyWhenCharactersAreLeftOutCostsNoLookUp(@ForAll("positions") double from, @ForAll("positions") double to) {
		String key = this.format.create();
		int begin = (int) (Math.min(from, to) * key.length());
		int end = (int) (Math.max(from, to) * key.length()) + 1;
		refused(key, key.substring(0, begin) + key.substring(end));
	}

	@Property(tries = 3000)
	void keyWhenNeighboursAreSwappedCostsNoLookUp(@ForAll("positions") double position) {
		String key = this.format.create();
		int at = (int) (position * (key.length() - 1));
		refused(key, key.substring(0, at) + key.charAt(at + 1) + key.charAt(at) + key.substring(at + 2));
	}

	@Property(tries = 3000)
	void textWhenArbitraryCostsNoLookUp(@ForAll String text) {
		refused("", text);
	}

	@Property(tries = 3000)
	void urlWhenItHoldsAKeyIsKnownByItAndOtherwiseNot(@ForAll("surroundings") String before,
			@ForAll("surroundings") String after, @ForAll boolean encoded) {
		String key = this.format.create();
		String written = encoded ? key.replace("_", "%5F") : key;
		assertThat(this.verifier.isKeyIn(before + written + after)).isTrue();
		assertThat(this.verifier.isKeyIn(before + after)).isFalse();
	}

	@Provide
	Arbitrary<Double> positions() {
		return Arbitraries.doubles().between(0, false, 1, false).ofScale(6);
	}

	@Provide
	Arbitrary<Character> letters() {
		return Arbitraries.chars().range('0', '9').range('A', 'Z').range('a', 'z').with('_');
	}

	// A letter beside a key would be part of it.
	@Provide
	Arbitrary<String> surroundings() {
		return Arbitraries.strings().withChars("/?&=.-~+:").ofMaxLength(20);
	}

	private void refused(String key, String other) {
		Assume.that(!key.equals(other));
		assertThatExceptionOfType(BadCredentialsException.class)
			.isThrownBy(() -> this.verifier.verify(Secret.of(other)))
			.withMessage("The API key is not good");
		assertThat(this.store.finds).as(other).isZero();
	}

}
