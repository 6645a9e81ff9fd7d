package dev.hardening.web;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.server.PathContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientAddressResolver}.
 */
class ClientAddressResolverTests {

	private static final String PROXY = "10.0.0.1";

	@Test
	void resolveWhenNoProxyIsTrustedIgnoresTheHeader() {
		assertThat(resolve(resolver("x-forwarded-for"), "198.51.100.7", "203.0.113.1")).isEqualTo("198.51.100.7");
	}

	@Test
	void resolveWhenPeerIsNotATrustedProxyIgnoresTheHeader() {
		assertThat(resolve(trusting("x-forwarded-for"), "198.51.100.7", "203.0.113.1")).isEqualTo("198.51.100.7");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "203.0.113.1 | 203.0.113.1", "6.6.6.6, 203.0.113.1 | 203.0.113.1",
			"6.6.6.6, 203.0.113.1, 10.0.0.2, 10.9.9.9 | 203.0.113.1", "203.0.113.1:54321 | 203.0.113.1",
			"[2001:db8::1]:443 | 2001:db8:0:0:0:0:0:1", "[2001:db8::1] | 2001:db8:0:0:0:0:0:1",
			"2001:db8::1 | 2001:db8:0:0:0:0:0:1", "::ffff:203.0.113.1 | 203.0.113.1", "10.0.0.2 | 10.0.0.2",
			"203.0.113.1, unknown | 10.0.0.1", "203.0.113.1, unknown, 10.0.0.2 | 10.0.0.2", "203.0.113.1, | 10.0.0.1",
			"'' | 10.0.0.1", ", | 10.0.0.1", "evil.example | 10.0.0.1", "203.0.113.1, 010.0.0.2 | 10.0.0.1",
			"203.0.113.1:999999 | 10.0.0.1", "[::1 | 10.0.0.1", "203.0.113.1, 127.1 | 10.0.0.1" })
	void resolveWhenForwardedForWalksFromTheRight(String header, String expected) {
		assertThat(resolve(trusting("X-Forwarded-For"), PROXY, header)).isEqualTo(expected);
	}

	@Test
	void resolveWhenHeaderHasSeveralLinesJoinsThem() {
		assertThat(resolve(trusting("x-forwarded-for"), PROXY, "6.6.6.6", "203.0.113.1", "10.0.0.2"))
			.isEqualTo("203.0.113.1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "for=203.0.113.1;proto=https;by=10.0.0.1 | 203.0.113.1",
			"for=6.6.6.6, For=\"203.0.113.1:4711\" | 203.0.113.1", "for=\"[2001:db8::1]:4711\" | 2001:db8:0:0:0:0:0:1",
			"for=_hidden | 10.0.0.1", "for=203.0.113.1, for=unknown | 10.0.0.1", "proto=https | 10.0.0.1",
			"for=203.0.113.1;for=6.6.6.6 | 10.0.0.1", "for=\"6.6.6.6, for=203.0.113.1\" | 10.0.0.1",
			"host=\"a;for=6.6.6.6\";for=203.0.113.1 | 203.0.113.1", "203.0.113.1 | 10.0.0.1" })
	void resolveWhenForwardedReadsRfc7239(String header, String expected) {
		assertThat(resolve(trusting("forwarded"), PROXY, header)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "203.0.113.1 | 203.0.113.1", "6.6.6.6, 203.0.113.1 | 10.0.0.1",
			"2001:db8::1 | 2001:db8:0:0:0:0:0:1", "nonsense | 10.0.0.1" })
	void resolveWhenSingleValueHeaderTakesOneAddress(String header, String expected) {
		assertThat(resolve(trusting("cf-connecting-ip"), PROXY, header)).isEqualTo(expected);
	}

	@Test
	void resolveWhenSingleValueHeaderComesTwiceBelievesNeither() {
		assertThat(resolve(trusting("cf-connecting-ip"), PROXY, "6.6.6.6", "203.0.113.1")).isEqualTo(PROXY);
	}

	@Test
	void resolveWhenThereAreThousandsOfHopsReadsOnlyTheNearest() {
		String hops = Stream.generate(() -> "10.0.0.2").limit(10_000).collect(Collectors.joining(","));
		assertThat(resolve(trusting("x-forwarded-for"), PROXY, "203.0.113.1," + hops)).isEqualTo("10.0.0.2");
	}

	@Test
	void resolveWhenPeerHasAZoneOrNoAddressStillAnswers() {
		assertThat(resolve(resolver("x-forwarded-for"), "fe80:0:0:0:0:0:0:1%2")).isEqualTo("fe80:0:0:0:0:0:0:1");
		assertThat(resolve(resolver("x-forwarded-for"), "")).isEqualTo("0.0.0.0");
	}

	@Test
	void isFromTrustedProxyWhenPeerIsOneOfThem() {
		assertThat(trusting("forwarded").isFromTrustedProxy(new StubRequest(PROXY, List.of()))).isTrue();
		assertThat(trusting("forwarded").isFromTrustedProxy(new StubRequest("198.51.100.7", List.of()))).isFalse();
		assertThat(resolver("forwarded").isFromTrustedProxy(new StubRequest(PROXY, List.of()))).isFalse();
	}

	private ClientAddressResolver resolver(String header) {
		return new ClientAddressResolver(List.of(), header, 64);
	}

	private ClientAddressResolver trusting(String header) {
		return new ClientAddressResolver(List.of(AddressBlock.parse("10.0.0.0/8")), header, 64);
	}

	private String resolve(ClientAddressResolver resolver, String peer, String... lines) {
		return resolver.resolve(new StubRequest(peer, Arrays.asList(lines))).text();
	}

	private record StubRequest(String peerAddress, List<String> lines) implements ClientRequest {

		@Override
		public String method() {
			return "GET";
		}

		@Override
		public PathContainer path() {
			return PathContainer.parsePath("/");
		}

		@Override
		public String header(String name) {
			return this.lines.isEmpty() ? null : this.lines.get(0);
		}

		@Override
		public List<String> headers(String name) {
			return this.lines;
		}

	}

}
