package dev.hardening.logging;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogText}.
 */
class LogTextTests {

	@ParameterizedTest
	@CsvSource({ "10, \\n", "13, \\r", "9, \\t", "0, \\u0000", "27, \\u001b", "127, \\u007f", "133, \\u0085",
			"155, \\u009b", "8232, \\u2028", "8238, \\u202e", "8294, \\u2066" })
	void encodeWhenCharacterWouldStartOrSteerALineEscapesIt(int character, String escape) {
		assertThat(LogText.encode("a" + (char) character + "b")).isEqualTo("a" + escape + "b");
	}

	@Test
	void encodeWhenTextIsHarmlessReturnsIt() {
		String text = "Grüße, 世界 \uD83D\uDE00 \"quoted\" \\n";
		assertThat(LogText.encode(text)).isSameAs(text);
	}

	@Test
	void encodeWhenLinesAreKeptEscapesAllElse() {
		assertThat(LogText.encode("a\n\tb\r\u001b[2J", true)).isEqualTo("a\n\tb\\r\\u001b[2J");
	}

	@Test
	void boundWhenTooLongTellsWhatIsMissing() {
		assertThat(LogText.bound("abcdef", 6)).isEqualTo("abcdef");
		assertThat(LogText.bound("abcdef", 4)).isEqualTo("abcd... (2 more)");
	}

}
