package dev.hardening.hosts.servlet;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.security.web.firewall.StrictHttpFirewall;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The quick predicates decide on every character as Spring Security's own.
 */
class FirewallTextTests {

	private static final int BOTH_PLANES = 0x20000;

	static List<Predicate<String>> predicates() {
		return List.of(StrictHttpFirewall.ALLOWED_HEADER_NAMES, StrictHttpFirewall.ALLOWED_HEADER_VALUES,
				StrictHttpFirewall.ALLOWED_PARAMETER_NAMES);
	}

	@ParameterizedTest
	@MethodSource("predicates")
	void textWhenOfAnyCharacterIsAllowedAsByTheFirewall(Predicate<String> exact) {
		Predicate<String> quick = FirewallText.quick(exact);
		IntStream decidedOtherwise = IntStream.range(0, BOTH_PLANES).filter((codePoint) -> {
			String text = "a" + Character.toString(codePoint) + "b";
			return quick.test(text) != exact.test(text);
		});
		assertThat(decidedOtherwise.mapToObj(Integer::toHexString)).isEmpty();
		assertThat(quick.test("")).isEqualTo(exact.test(""));
	}

	@Test
	void textWhenItIsPrintableIsNotShownToTheExpression() {
		Predicate<String> quick = FirewallText.quick((text) -> {
			throw new IllegalStateException(text);
		});
		assertThat(quick.test("Mozilla/5.0 (X11; Linux x86_64) ~")).isTrue();
	}

}
