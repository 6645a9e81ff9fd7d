package dev.hardening.hosts;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.hardening.web.AddressBlock;
import dev.hardening.web.ClientAddressResolver;
import dev.hardening.web.ClientRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.server.PathContainer;

import static org.assertj.core.api.Assertions.assertThat;

class ForwardedTargetResolverTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			X-Forwarded-Proto: https                                           | https://host.example:443
			X-Forwarded-Proto: HTTPS > X-Forwarded-Host: A.example.            | https://a.example:443
			X-Forwarded-Proto: https > X-Forwarded-Port: 8443                  | https://host.example:8443
			X-Forwarded-Host: a.example:81                                     | http://a.example:81
			X-Forwarded-Host: [2001:db8::1]:81                                 | http://[2001:db8:0:0:0:0:0:1]:81
			X-Forwarded-Proto: http, https                                     | https://host.example:443
			X-Forwarded-Proto: https > X-Forwarded-Proto: http                 | http://host.example:80
			X-Forwarded-Host: evil.example, a.example                          | http://a.example:80
			X-Forwarded-Proto: javascript                                      |
			X-Forwarded-Host: a.example/path                                   |
			Forwarded: proto=https                                             |
			""")
	void targetWhenProxyIsTrustedIsWhatItSaidLast(String headers, @Nullable String expected) {
		assertTarget("x-forwarded-for", headers, expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Forwarded: for=192.0.2.1;proto=https;host=a.example                | https://a.example:443
			Forwarded: Proto="https";HOST="[2001:db8::1]:8443"                 | https://[2001:db8:0:0:0:0:0:1]:8443
			Forwarded: proto=https;host=evil.example, for=10.0.0.2;proto=http  | http://host.example:80
			Forwarded: proto=ftp                                               |
			X-Forwarded-Proto: https                                           |
			""")
	void targetWhenProxySpeaksForwardedIsWhatItSaidLast(String headers, @Nullable String expected) {
		assertTarget("Forwarded", headers, expected);
	}

	@Test
	void targetWhenPeerIsNotTrustedIsNone() {
		Request request = new Request("198.51.100.1", Map.of("X-Forwarded-Proto", List.of("https")));
		assertThat(resolver("x-forwarded-for").resolve(request, "http")).isNull();
	}

	private static void assertTarget(String header, String headers, @Nullable String expected) {
		Map<String, List<String>> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		lines.put("Host", List.of("host.example"));
		Arrays.stream(headers.split(" > ")).forEach((line) -> {
			String[] parts = line.split(": ", 2);
			lines.merge(parts[0], List.of(parts[1]), (one, two) -> List.of(one.get(0), two.get(0)));
		});
		ForwardedTarget target = resolver(header).resolve(new Request("10.0.0.1", lines), "http");
		assertThat((target != null) ? target.scheme() + "://" + target.host() + ":" + target.port() : null)
			.isEqualTo(expected);
	}

	private static ForwardedTargetResolver resolver(String header) {
		return new ForwardedTargetResolver(
				new ClientAddressResolver(List.of(AddressBlock.parse("10.0.0.0/8")), header, 64), header);
	}

	private record Request(String peerAddress, Map<String, List<String>> lines) implements ClientRequest {

		@Override
		public String method() {
			return "GET";
		}

		@Override
		public PathContainer path() {
			return PathContainer.parsePath("/");
		}

		@Override
		public @Nullable String header(String name) {
			return headers(name).stream().findFirst().orElse(null);
		}

		@Override
		public List<String> headers(String name) {
			return this.lines.getOrDefault(name, List.of());
		}

	}

}
