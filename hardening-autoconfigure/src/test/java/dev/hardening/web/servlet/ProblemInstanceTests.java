package dev.hardening.web.servlet;

import dev.hardening.secrets.RedactionPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProblemInstance}.
 */
class ProblemInstanceTests {

	@ParameterizedTest
	@CsvSource({ "/a/b, /a/b", "/a%20b/%C3%A4, /a%20b/%C3%A4", "/a;jsessionid=1/b;c=2, /a/b", "/a;x, /a", ";x=1/a, /a",
			"/a/token%3Dabc, /a/token=******", "/a%2/x, /a%2/x", "/a%2/token=abc, /a%252/token=******" })
	void instanceIsThePathWithoutWhatMayBeSecret(String path, String instance) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
		assertThat(ProblemInstance.of(request, RedactionPolicy.builtIn())).isEqualTo(instance);
	}

}
