package dev.hardening.ratelimit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeySource} and {@link RateLimitKey}.
 */
class KeySourceTests {

	@ParameterizedTest
	@CsvSource({ "ip, 203.0.113.7, ip:203.0.113.7", "ip, ::ffff:203.0.113.7, ip:203.0.113.7",
			"ip, 2001:db8::5, ip:2001:db8:0:0:0:0:0:0/64", "principal, alice, principal:alice",
			"principal, ip:203.0.113.7, ip:203.0.113.7", "client, alice, principal:alice",
			"client, 203.0.113.7, ip:203.0.113.7", "client, api-key:k1, api-key:k1", "global, anything, global:*",
			"principal, other:alice, principal:other:alice" })
	void parseWhenWrittenByHandMeansWhatAPolicyCounts(String source, String text, String key) {
		KeySource known = KeySource.ofName(source);
		assertThat(known).isNotNull();
		assertThat(known.parse(text, 64)).hasToString(key);
	}

	@Test
	void keyWhenLongIsBoundedAndStillDistinct() {
		RateLimitKey one = new RateLimitKey(RateLimitKey.HEADER, "x".repeat(5000) + "1");
		RateLimitKey two = new RateLimitKey(RateLimitKey.HEADER, "x".repeat(5000) + "2");
		assertThat(one.value()).hasSizeLessThanOrEqualTo(128);
		assertThat(one).isNotEqualTo(two);
	}

}
