package dev.hardening.web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PathOverlap}.
 */
class PathOverlapTests {

	@ParameterizedTest
	@CsvSource({ "/**, /a/b", "/a/**, /a", "/a/{id}, /a/b", "/a/*/c, /{x}/b/c", "/a/{*rest}, /a/b/c", "/a?, /ab",
			"/**/c, /a/b/c", "/{id:[a-c]+}, /{id:[b-d]+}", "/a/*.json, /a/{file}.json", "/, /" })
	void patternsWhenOnePathMatchesBothOverlap(String one, String other) {
		assertThat(PathOverlap.between(parse(one), parse(other))).isTrue();
		assertThat(PathOverlap.between(parse(other), parse(one))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "/a/**, /b/**", "/a, /a/b", "/a/*, /a/b/c", "/a/*.json, /a/b.xml", "/, /a", "/a/{id}/c, /a/b/d" })
	void patternsWhenNoPathMatchesBothDoNotOverlap(String one, String other) {
		assertThat(PathOverlap.between(parse(one), parse(other))).isFalse();
		assertThat(PathOverlap.between(parse(other), parse(one))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "/**, /a/b", "/a/**, /a", "/a/**, /a/{id}/**", "/a/{id}, /a/b", "/a/{id}, /a/*",
			"/a/*, /a/{id:[0-9]+}", "/a/{id:[0-9]+}, /a/{id:[0-9]+}", "/a?, /ab", "/, /" })
	void patternWhenItMatchesAllThatAnotherDoesCoversIt(String wide, String narrow) {
		assertThat(PathOverlap.covers(parse(wide), parse(narrow))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "/a/b, /a/{id}", "/a/*, /a/**", "/a/{id}, /a/b/c", "/a/{id:[0-9]+}, /a/1", "/a/**, /**", "/b/**, /a/b",
			"/a/*.json, /a/*" })
	void patternWhenAnotherMatchesMoreDoesNotCoverIt(String wide, String narrow) {
		assertThat(PathOverlap.covers(parse(wide), parse(narrow))).isFalse();
	}

	private static PathPattern parse(String pattern) {
		return PathPatternParser.defaultInstance.parse(pattern);
	}

}
