package dev.hardening.signedurl;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.hardening.secrets.Secret;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.springframework.web.util.UriUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is signed is valid as it was made, and no other link is: one that differs in a
 * character is refused unless it says the same in another spelling, as {@code %2b} for
 * {@code %2B}.
 */
class SignedUrlTamperingTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private static final String CHARACTERS = "aAfFgzZ019%&=?/+-_.;#\\\u0000\n \u00e4";

	private final SignedUrlService service = new HmacSignedUrlService(
			new UrlSigner(List.of(Secret.of("q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa"))),
			new InMemorySingleUseStore(10, Clock.fixed(NOW, ZoneOffset.UTC)), Duration.ofHours(1), "",
			Clock.fixed(NOW, ZoneOffset.UTC));

	@Property
	void linkWhenAsItWasSignedIsValid(@ForAll("links") UrlToSign wish) {
		assertThat(isValid(this.service.sign(wish).url())).isTrue();
	}

	@Property(tries = 3000)
	void linkWhenACharacterIsReplacedIsRefusedUnlessItSaysTheSame(@ForAll("links") UrlToSign wish,
			@ForAll("positions") double position, @ForAll("characters") char character) {
		String url = this.service.sign(wish).url();
		int at = (int) (position * url.length());
		assertRefused(url, url.substring(0, at) + character + url.substring(at + 1));
	}

	@Property(tries = 3000)
	void linkWhenACharacterIsAddedIsRefusedUnlessItSaysTheSame(@ForAll("links") UrlToSign wish,
			@ForAll("positions") double position, @ForAll("characters") char character) {
		String url = this.service.sign(wish).url();
		int at = (int) (position * (url.length() + 1));
		assertRefused(url, url.substring(0, at) + character + url.substring(at));
	}

	@Property(tries = 3000)
	void linkWhenACharacterIsLeftOutIsRefusedUnlessItSaysTheSame(@ForAll("links") UrlToSign wish,
			@ForAll("positions") double position) {
		String url = this.service.sign(wish).url();
		int at = (int) (position * url.length());
		assertRefused(url, url.substring(0, at) + url.substring(at + 1));
	}

	@Property(tries = 3000)
	void queryWhenArbitraryIsRefusedAndNeverAnError(@ForAll String path, @ForAll String query) {
		PresentedUrl url = new PresentedUrl("GET", path, query, null, null);
		assertThat(this.service.verify(url)).isFalse();
	}

	@Property
	void percentWhenNotBeforeTwoHexadecimalDigitsIsMalformed(@ForAll("digits") String digits) {
		boolean hexadecimal = digits.matches("[0-7][0-9a-fA-F]");
		assertThat(PercentCoding.decode("%" + digits) != null).isEqualTo(hexadecimal);
	}

	@Provide
	Arbitrary<UrlToSign> links() {
		Arbitrary<String> path = segment().list()
			.ofMinSize(1)
			.ofMaxSize(4)
			.map((segments) -> "/" + String.join("/", segments));
		Arbitrary<Map<String, String>> parameters = Arbitraries.maps(name(), value()).ofMaxSize(3);
		return Combinators.combine(path, parameters).as((text, values) -> UrlToSign.get(text).withParameters(values));
	}

	private Arbitrary<String> segment() {
		return Arbitraries.strings()
			.withChars("ab .+&=?#~\u00e4\u20ac")
			.ofMinLength(1)
			.ofMaxLength(6)
			.filter((segment) -> !segment.equals(".") && !segment.equals(".."));
	}

	private Arbitrary<String> name() {
		return Arbitraries.strings().withChars("abxy %+&=\u00e4").ofMinLength(1).ofMaxLength(4);
	}

	// Control characters too: an encoding of theirs begins with a zero.
	private Arbitrary<String> value() {
		return Arbitraries.strings().withChars("az09 %+&=/\u0001\u000f\n\u00e4\ufffd").ofMaxLength(6);
	}

	@Provide
	Arbitrary<Character> characters() {
		return Arbitraries.of(CHARACTERS.chars().mapToObj((c) -> (char) c).toList());
	}

	@Provide
	Arbitrary<Double> positions() {
		return Arbitraries.doubles().between(0, false, 1, false).ofScale(6);
	}

	@Provide
	Arbitrary<String> digits() {
		return Arbitraries.strings().withChars("0127aAfF+- gx%\u0661").ofMaxLength(2);
	}

	private void assertRefused(String url, String other) {
		if (isValid(other)) {
			assertThat(meaning(other)).as(other).isEqualTo(meaning(url));
		}
	}

	private boolean isValid(String url) {
		int query = url.indexOf('?');
		return this.service.verify(new PresentedUrl("GET", (query < 0) ? url : url.substring(0, query),
				(query < 0) ? null : url.substring(query + 1), null, null));
	}

	// What an application reads, by another decoder.
	private static List<String> meaning(String url) {
		int query = url.indexOf('?');
		List<String> meaning = new ArrayList<>(List.of(decode(url.substring(0, query))));
		for (String pair : url.substring(query + 1).split("&", -1)) {
			int equals = pair.indexOf('=');
			String name = (equals < 0) ? pair : pair.substring(0, equals);
			String value = (equals < 0) ? "" : pair.substring(equals + 1);
			meaning.add(decode(name.replace('+', ' ')) + "\u0000" + decode(value.replace('+', ' ')));
		}
		return meaning;
	}

	private static String decode(String text) {
		try {
			return UriUtils.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return "malformed: " + text;
		}
	}

}
