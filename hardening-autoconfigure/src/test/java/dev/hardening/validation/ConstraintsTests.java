package dev.hardening.validation;

import java.util.Collections;
import java.util.List;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SafeName}, {@link SafeText} and {@link MaxBatch}.
 */
class ConstraintsTests {

	private final Validator validator = Validation.buildDefaultValidatorFactory().getValidator();

	@ParameterizedTest
	@ValueSource(strings = { "a", "Kitchen 2", "Küche", "キッチン", "a-b_c.d", "z9", "हिन्दी", "console", "com", "com10",
			"nullable.txt", "aux_1" })
	void safeNameWhenItIsAName(String name) {
		assertThat(this.validator.validate(new Named(name))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ".", "..", "../etc/passwd", "a/b", "a\\b", "a..b", " a", "a ", ".hidden", "a.",
			"a\u0000b", "a\nb", "<b>", "a'b", "a\"b", "a;b", "a%2fb", "a\u202Eb", "a\u200Bb", "\uD83D", "a:b",
			"123456789012345678901", "CON", "nul", "Aux.txt", "com1", "LPT9.tar.gz", "lpt\u00b2" })
	void safeNameWhenItIsNot(String name) {
		assertThat(this.validator.validate(new Named(name))).hasSize(1)
			.allSatisfy((violation) -> assertThat(violation.getMessage()).contains("1 to 20 letters"));
	}

	@Test
	void safeTextWhenPrintable() {
		assertThat(this.validator.validate(new Texts("Two lines:\r\n\tnone <b>bold</b> 👩‍🚀 & ‘quoted’", "one line")))
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\u0007b", "a\u001Bb", "a\u202Eb", "a\u2066b", "a\uFEFFb", "a\u2028b", "a\uD83D",
			"a\u0000", "\u009B31m", "\uE000" })
	void safeTextWhenItHoldsWhatNobodySees(String text) {
		assertThat(this.validator.validate(new Texts(text, text))).hasSize(2);
	}

	@Test
	void safeTextWhenOfOneLineHasNoLineBreak() {
		assertThat(this.validator.validate(new Texts("a", "a\nb"))).hasSize(1);
		assertThat(this.validator.validate(new Texts("a", "a\rb"))).hasSize(1);
	}

	@Test
	void maxBatchWhenOverItsBoundSaysTheBound() {
		assertThat(this.validator.validate(new Batch(Collections.nCopies(3, "x")))).isEmpty();
		assertThat(this.validator.validate(new Batch(Collections.nCopies(4, "x")))).hasSize(1)
			.allSatisfy((violation) -> assertThat(violation.getMessage()).isEqualTo("must hold at most 3 items"));
		assertThat(this.validator.validate(new Batch(null))).isEmpty();
	}

	record Named(@SafeName(max = 20) String name) {

	}

	record Texts(@SafeText String text, @SafeText(multiline = false, max = 50) String line) {

	}

	record Batch(@MaxBatch(3) List<String> items) {

	}

}
