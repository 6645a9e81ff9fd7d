package dev.hardening.validation;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Sanitizer}.
 */
class SanitizerTests {

	private final Sanitizer sanitizer = new Sanitizer(new HtmlPolicy.Owasp());

	@Test
	void textWhenItHoldsUnseenCharactersLosesThem() {
		assertThat(this.sanitizer.text(" a\u0000b\u202Ec\u200Bd\r\ne\u001B[31m ", 100)).isEqualTo("abcd\ne[31m");
		assertThat(this.sanitizer.text(null, 10)).isEmpty();
	}

	@Test
	void textWhenTooLongIsCutBetweenCharacters() {
		assertThat(this.sanitizer.text("abcdef", 3)).isEqualTo("abc");
		assertThat(this.sanitizer.text("ab👩", 3)).isEqualTo("ab");
	}

	@Test
	void textWhenDecomposedIsComposed() {
		assertThat(this.sanitizer.text("e\u0301", 10)).isEqualTo("\u00e9");
	}

	@Test
	void lineWhenThereAreSeveralIsOne() {
		assertThat(this.sanitizer.line("a\r\nb\tc", 100)).isEqualTo("a b c");
	}

	@ParameterizedTest
	@CsvSource({ "../../etc/passwd, passwd", "..\\..\\boot.ini, boot.ini", "a<script>b, ascriptb", ".., ''", "...., ''",
			"a....b, a.b", "' .hidden. ', hidden", "Küche 2, Küche 2", "/, ''", "nul\u0000.txt, _nul.txt", "con, _con",
			"nullable.txt, nullable.txt" })
	void nameWhenSanitisedIsTheLastPartWithoutMarks(String name, String expected) {
		assertThat(this.sanitizer.name(name, 100)).isEqualTo(expected);
	}

	@Property
	void nameWhenAnythingIsLeftIsASafeName(@ForAll String name, @ForAll @IntRange(min = 1, max = 50) int max) {
		String sanitised = this.sanitizer.name(name, max);
		assertThat(sanitised.isEmpty() || SafeNameValidator.isSafe(sanitised, max)).as(sanitised).isTrue();
	}

	@Property
	void nameWhenMadeOfDotsAndSlashesIsASafeName(@ForAll @CharRange(from = ' ', to = '/') String name) {
		String sanitised = this.sanitizer.name(name, 20);
		assertThat(sanitised.isEmpty() || SafeNameValidator.isSafe(sanitised, 20)).as(sanitised).isTrue();
	}

	@Test
	void htmlWhenItHoldsScriptLosesIt() {
		assertThat(this.sanitizer.html("<b onclick=x()>a</b><script>alert(1)</script>"
				+ "<a href=\"javascript:alert(1)\">l</a><img src=x onerror=y><svg onload=z>"))
			.isEqualTo("<b>a</b>l");
		assertThat(this.sanitizer.html("<a href=\"https://example.com\">l</a>")).contains("https://example.com")
			.contains("nofollow");
	}

	@Test
	void htmlWhenThereIsNoLibraryIsText() {
		assertThat(new Sanitizer(HtmlPolicy.ESCAPE).html("<b>a</b>")).isEqualTo("&lt;b&gt;a&lt;/b&gt;");
	}

}
