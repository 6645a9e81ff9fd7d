package dev.hardening.ratelimit;

import dev.hardening.web.ClientAddress;
import dev.hardening.web.ClientRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

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

	@ParameterizedTest
	@CsvSource({ "alice, k1, principal:alice", "alice, , principal:alice", "k1, k1, api-key:k1", "k1, , principal:k1",
			", k1, api-key:k1", ", , ip:203.0.113.7", "'', '', ip:203.0.113.7", "'', k1, api-key:k1" })
	void clientWhenCountedIsThePrincipalElseTheApiKeyElseTheAddress(String principal, String apiKey, String key) {
		ClientIdentity identity = mock(ClientIdentity.class);
		given(identity.principal()).willReturn(principal);
		given(identity.apiKeyId()).willReturn(apiKey);
		ClientAddress address = ClientAddress.parse("203.0.113.7", 64);
		assertThat(KeySource.CLIENT_SOURCE.resolve(mock(ClientRequest.class), address, identity)).hasToString(key);
	}

	@Test
	void keyWhenLongIsBoundedAndStillDistinct() {
		RateLimitKey one = new RateLimitKey(RateLimitKey.HEADER, "x".repeat(5000) + "1");
		RateLimitKey two = new RateLimitKey(RateLimitKey.HEADER, "x".repeat(5000) + "2");
		assertThat(one.value()).hasSizeLessThanOrEqualTo(128);
		assertThat(one).isNotEqualTo(two);
	}

}
