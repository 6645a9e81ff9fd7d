package dev.hardening.cors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OriginLikeness}.
 */
class OriginLikenessTests {

	private static final OriginLikeness OURS = OriginLikeness.parse("https://studio.example.com");

	// The name in the last row has a Greek letter, in punycode.
	@ParameterizedTest
	@CsvSource({ "http://studio.example.com, another scheme than", "https://studio.example.com:8443, another port of",
			"https://STUDIO.example.com:8443, another port of", "https://www.studio.example.com, a host below",
			"https://example.com, a host above", "https://studio.example.com.evil.org, contains the name of",
			"https://evilstudio.example.com, contains the name of", "https://studio.examp1e.com, is written like",
			"https://studl0.example.corn, is written like", "https://studios.example.com, differs in one letter from",
			"https://stdio.example.com, differs in one letter from",
			"https://xn--stdio-tde.example.com, is written like" })
	void originWhenItLooksLikeOursSaysHow(String origin, String likeness) {
		OriginLikeness sent = OriginLikeness.parse(origin);
		assertThat(sent).isNotNull();
		assertThat(sent.likenessTo(OURS)).isEqualTo(likeness);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://other.org", "https://studio.example.org", "https://example.net",
			"https://stu-dio-1.example.com" })
	void originWhenItDoesNotLookLikeOursSaysNothing(String origin) {
		OriginLikeness sent = OriginLikeness.parse(origin);
		assertThat(sent).isNotNull();
		assertThat(sent.likenessTo(OURS)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "", "https://", "https://<b>.studio.example.com", "studio.example.com",
			"https://a_b.example.com", "https://studio.example.com\" onload=x" })
	void originWhenItIsNoneIsNotLookedAt(String origin) {
		assertThat(OriginLikeness.parse(origin)).isNull();
	}

}
