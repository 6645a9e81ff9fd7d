package dev.hardening.cors.servlet;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The short way grants what Spring's long one grants, and nothing else.
 */
class CorsGrantTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "GET | https://app.example.com | true", "DELETE | https://app.example.com | true",
					"GET | https://other.example.com:8443 | true", "TRACE | https://app.example.com | false",
					"OPTIONS | https://app.example.com | false", "GET | https://APP.example.com | false",
					"GET | https://app.example.com/ | false", "GET | https://app.example.com.evil.example | false",
					"GET | https://evil.example | false", "GET | null | false", "GET | garbage | false",
					"GET | http://studio.example.com | false", "GET | http://studio.example.com:8080 | false",
					"GET | https://studio.example.com.partner.example | false" })
	void grantWhenPlainIsThatOfSpring(String method, String origin, boolean plain) throws Exception {
		for (boolean credentials : new boolean[] { false, true }) {
			CorsConfiguration configuration = configuration(credentials);
			MockHttpServletResponse answer = new MockHttpServletResponse();
			assertThat(CorsGrant.isPlain(configuration, request(method, origin), answer, origin)).isEqualTo(plain);
			if (plain) {
				CorsGrant.write(answer, configuration, origin);
				assertThat(granted(answer)).isEqualTo(springs(configuration, method, origin));
			}
		}
	}

	private static Map<String, List<String>> springs(CorsConfiguration configuration, String method, String origin)
			throws Exception {
		MockHttpServletResponse answer = new MockHttpServletResponse();
		assertThat(new DefaultCorsProcessor().processRequest(configuration, request(method, origin), answer)).isTrue();
		return granted(answer);
	}

	private static Map<String, List<String>> granted(MockHttpServletResponse answer) {
		Map<String, List<String>> granted = new TreeMap<>();
		answer.getHeaderNames()
			.stream()
			.filter((name) -> name.startsWith("Access-Control-"))
			.forEach((name) -> granted.put(name, answer.getHeaders(name)));
		return granted;
	}

	private static MockHttpServletRequest request(String method, String origin) {
		MockHttpServletRequest request = new MockHttpServletRequest(method, "/api/items");
		request.setServerName("studio.example.com");
		request.addHeader("Origin", origin);
		return request;
	}

	private static CorsConfiguration configuration(boolean credentials) {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(
				List.of("https://app.example.com", "https://other.example.com:8443", "http://studio.example.com",
						"http://studio.example.com:8080", "https://studio.example.com.partner.example"));
		configuration.setAllowedMethods(List.of("GET", "DELETE"));
		configuration.setExposedHeaders(List.of("X-Request-ID", "Retry-After"));
		configuration.setAllowCredentials(credentials ? true : null);
		return configuration;
	}

}
