package dev.hardening.validation;

import java.text.Normalizer;
import java.util.concurrent.TimeUnit;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Text that is made to hurt whoever keeps, shows, logs or compares it.
 */
class HostileTextTests {

	private static final int LONG = 4_000_000;

	private final Validator validator = Validation.buildDefaultValidatorFactory().getValidator();

	private final Sanitizer sanitizer = new Sanitizer(new HtmlPolicy.Owasp());

	@ParameterizedTest
	@ValueSource(strings = { "' OR '1'='1", "1; DROP TABLE users--", "\" OR \"\"=\"", "admin'/*", "1) UNION SELECT 1",
			"*)(uid=*))(|(uid=*", "admin)(&)", "${jndi:ldap://127.0.0.1/a}", "#{7*7}", "{{7*7}}", "<%= 7*7 %>",
			"$(touch a)", "`id`", "a|id", "a&id", "a>b", "a\r\nSet-Cookie: x=1", "a%0d%0aX: y", "a\u0085b",
			"<img src=x onerror=alert(1)>", "javascript:alert(1)", "%00", "a%2e%2e%2fb", "..%c0%af",
			"file:///etc/passwd", "\\\\host\\share", "=cmd|'/C calc'!A0", "+1+1", "@SUM(1)", "\u202Eevil",
			"a\u2066b\u2069", "a\u00adb", "\uFEFFa", "a\u200Db\u200Ec", "\u2028", "\uFFFE", "\uD800", "a\uDC00b",
			"\uFDD0", "\u0000", "\u007f", "(a)", "a,b", "a=b", "a~", "a!", "a?", "a#b", "☃", "👩‍🚀", "½", "∞", "©" })
	void nameThatMeansSomethingToAnInterpreterIsRefused(String name) {
		assertThat(this.validator.validate(new Named(name))).hasSize(1)
			.allSatisfy((violation) -> assertThat(violation.getMessage()).contains("letters, digits"));
		String left = this.sanitizer.name(name, 50);
		assertThat(left.isEmpty() || SafeNameValidator.isSafe(left, 50)).as(left).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "undefined", "null", "NULL", "true", "0", "-1", "1e5", "NaN", "Infinity", "0x0", "1.0",
			"-0", "000", "1E-16", "١٢٣", "Powerلُلُصّبُلُلصّبُررً", "田中さん", "사회과학원", "Œuvre", "ﬁn", "Straße",
			"İstanbul", "ısı", "O Brien", "Jean-Luc", "Null", "Dick van Dyke", "Scunthorpe", "medieval erection" })
	void nameThatIsOnlyUnusualIsAccepted(String name) {
		assertThat(this.validator.validate(new Named(name))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "e\u0301, \u00e9", "A\u030A, \u00c5", "\u212B, \u00c5", "\u1112\u1161\u11ab, \ud55c" })
	void nameInTwoFormsIsOneAfterTheSanitizer(String one, String other) {
		assertThat(one).isNotEqualTo(other);
		assertThat(this.sanitizer.name(one, 10)).isEqualTo(this.sanitizer.name(other, 10)).isEqualTo(other);
		assertThat(this.sanitizer.text(one, 10)).isEqualTo(this.sanitizer.text(other, 10));
		assertThat(Normalizer.isNormalized(this.sanitizer.line(one, 10), Normalizer.Form.NFC)).isTrue();
	}

	// What looks alike is not the same: whoever compares identifiers takes an alphabet.
	@ParameterizedTest
	@CsvSource({ "p\u0430ypal, paypal", "\u0391dmin, Admin", "\uff41dmin, admin", "adm\u0131n, admin" })
	void nameThatOnlyLooksLikeAnotherIsNotMadeTheOther(String one, String other) {
		assertThat(this.sanitizer.name(one, 10)).isEqualTo(one).isNotEqualTo(other);
	}

	@ParameterizedTest
	@ValueSource(strings = { "<scr<script>ipt>alert(1)</script>", "<svg/onload=alert(1)>",
			"<a href=java\nscript:x>l</a>", "<a href=\"&#106;avascript:x\">l</a>", "<iframe srcdoc=x>",
			"<math><mtext><style><img onerror=x>", "<img src=x:x onerror=alert(1)>",
			"<b style=\"background:url(//evil.example)\">b</b>", "<base href=//evil.example>",
			"<form action=//evil.example><button>x", "<!--><script>alert(1)</script-->",
			"<noscript><p title=\"</noscript><img>", "<object data=x>", "<link rel=stylesheet href=//evil.example>",
			"<meta http-equiv=refresh content=0>", "<a href=data:text/html,x>l</a>",
			"<x:script xmlns:x=http://www.w3.org/1999/xhtml>alert(1)</x:script>" })
	void htmlThatRunsOrLoadsSomethingIsHarmlessAfterTheSanitizer(String html) {
		assertThat(this.sanitizer.html(html).toLowerCase(java.util.Locale.ROOT)).doesNotContain("<script", "<svg",
				"<img", "<iframe", "<style", "style=", "<base", "<form", "<object", "<link", "<meta", "javascript:",
				"data:", "srcdoc");
	}

	// A check whose time grows with the square of the length would take hours for these.
	@ParameterizedTest
	@ValueSource(strings = { "a", ".", " ", "..", "a.", "/", "\u0301", "\u202E", "<", "<b>", "\n", "&#", "\uD83D" })
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void timeForLongTextIsLinear(String part) {
		String text = part.repeat(LONG / part.length());
		assertThat(this.validator.validate(new Texts(text, text))).hasSizeBetween(1, 2);
		assertThat(this.sanitizer.name(text, 100)).hasSizeLessThanOrEqualTo(100);
		assertThat(this.sanitizer.line(text, 100)).hasSizeLessThanOrEqualTo(100);
	}

	@Test
	void textThatIsTooLongIsNotRepeatedInTheMessage() {
		assertThat(this.validator.validate(new Named("<script>".repeat(1_000)))).hasSize(1)
			.allSatisfy(
					(violation) -> assertThat(violation.getMessage()).hasSizeLessThan(200).doesNotContain("script"));
	}

	record Named(@SafeName(max = 50) String name) {

	}

	record Texts(@SafeName(max = Integer.MAX_VALUE) String name, @SafeText(max = 3) String text) {

	}

}
