package dev.hardening.ratelimit;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PathIndex}.
 */
class PathIndexTests {

	private static final List<String> PATTERNS = List.of("/**", "/api/**", "/api/orders", "/api/orders/{id}",
			"/api/*/items", "/{first}/orders", "/api/orders/{id:\\d+}", "/files/{name}.jpg", "/a?i/orders", "/login",
			"/caf%C3%A9", "/api/orders/", "/{*rest}", "/*/*", "/", "/api/or*");

	@ParameterizedTest
	@ValueSource(strings = { "/", "/api", "/api/", "/api/orders", "/api/orders/", "/api/orders/7", "/api/orders/x",
			"/api/orders/items", "/%61pi/orders", "/api/orders;x=1", "/api//orders", "//api/orders", "/files/a.jpg",
			"/login", "/LOGIN", "/login/", "/caf%C3%A9", "/caf%c3%a9", "/api/%6frders", "/abi/orders", "/x/y/z", "" })
	void matchWhenIndexedFindsWhatEveryPatternByItselfFinds(String text) {
		PathContainer path = PathContainer.parsePath(text);
		List<String> expected = PATTERNS.stream().filter((pattern) -> parse(pattern).matches(path)).toList();
		assertThat(index(true).match(path)).isEqualTo(expected);
		assertThat(index(true).matches(path)).isEqualTo(!expected.isEmpty());
	}

	@Test
	void matchWhenRouterIgnoresCaseDoesToo() {
		PathPatternParser parser = new PathPatternParser();
		parser.setCaseSensitive(false);
		PathIndex<String> index = new PathIndex<>(List.of("/login"), (text) -> List.of(parser.parse(text)), false);
		assertThat(index.match(PathContainer.parsePath("/LOGIN"))).containsExactly("/login");
	}

	@Test
	void matchWhenAValueHasSeveralPatternsFindsItOnce() {
		PathIndex<String> index = new PathIndex<>(List.of("other", "value"),
				(value) -> Stream.of("/**", "/api/**", "/api/orders").map(PathIndexTests::parse).toList(), true);
		assertThat(index.match(PathContainer.parsePath("/api/orders"))).containsExactly("other", "value");
	}

	@Test
	void matchWhenThereAreAThousandPatternsLooksAtFew() {
		List<CountedPattern> counted = IntStream.range(0, 1000)
			.mapToObj((i) -> new CountedPattern("/api/p" + i))
			.toList();
		PathIndex<CountedPattern> index = new PathIndex<>(counted, (value) -> List.of(value.pattern), true);
		assertThat(index.match(PathContainer.parsePath("/api/p500"))).containsExactly(counted.get(500));
		assertThat(index.match(PathContainer.parsePath("/api/other"))).isEmpty();
		assertThat(index.candidateCount(PathContainer.parsePath("/api/p500"))).isOne();
	}

	private static PathIndex<String> index(boolean caseSensitive) {
		return new PathIndex<>(PATTERNS, (text) -> List.of(parse(text)), caseSensitive);
	}

	private static PathPattern parse(String text) {
		return PathPatternParser.defaultInstance.parse(text);
	}

	private record CountedPattern(PathPattern pattern) {

		CountedPattern(String text) {
			this(parse(text));
		}

	}

}
