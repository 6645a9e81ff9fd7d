package dev.hardening.jwt;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.springframework.security.oauth2.jwt.BadJwtException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whatever is thrown at the gate, it either refuses in its own words or what it let pass
 * is canonical.
 */
class TokenGateFuzzTests {

	private static final TokenGate GATE = new TokenGate(new KnownHeaders());

	private static final String HEADER = encode("{\"alg\":\"HS256\"}");

	private static final String CLAIMS = encode("{\"iss\":\"studio\"}");

	@Property(tries = 5000)
	void textWhenArbitraryIsRefusedOrCanonical(@ForAll String text) {
		check(text);
	}

	@Property(tries = 5000)
	void partsWhenArbitraryAreRefusedOrCanonical(@ForAll("parts") String first, @ForAll("parts") String second,
			@ForAll("parts") String third) {
		check(first + "." + second + "." + third);
	}

	@Property(tries = 5000)
	void claimsWhenArbitraryBytesAreRefusedOrAnObject(@ForAll byte[] claims) {
		check(HEADER + "." + encode(claims) + ".AA");
	}

	@Property(tries = 5000)
	void headerWhenArbitraryBytesIsRefusedOrNamesAnAlgorithm(@ForAll byte[] header) {
		check(encode(header) + "." + CLAIMS + ".AA");
	}

	@Property(tries = 5000)
	void headerWhenNearlyJsonIsRefusedOrNamesAnAlgorithm(@ForAll("nearlyJson") String header) {
		check(encode(header) + "." + CLAIMS + ".AA");
	}

	@Property(tries = 5000)
	void claimsWhenNearlyJsonAreRefusedOrAnObject(@ForAll("nearlyJson") String claims) {
		check(HEADER + "." + encode(claims) + ".AA");
	}

	@Property
	void bytesWhenEncodedAndDecodedAreTheSame(@ForAll byte[] bytes) {
		String text = encode(bytes);
		assertThat(decode(text)).isEqualTo(bytes);
	}

	@Property(tries = 5000)
	void textWhenDecodedHasNoOtherSpelling(@ForAll("parts") String text) {
		try {
			byte[] bytes = decode(text);
			assertThat(encode(bytes)).isEqualTo(text);
		}
		catch (BadJwtException ex) {
			assertThat(encodesTo(text)).isFalse();
		}
	}

	@Property
	void memberWhenTwiceIsRefusedAtEveryDepth(@ForAll("names") String name, @ForAll("depths") int depth) {
		String member = "\"" + name + "\":1";
		String claims = "{\"a\":".repeat(depth) + "{" + member + "," + member + "}" + "}".repeat(depth);
		assertThatExceptionOfType(BadJwtException.class)
			.isThrownBy(() -> GATE.check(HEADER + "." + encode(claims) + ".AA"));
	}

	@Provide
	Arbitrary<String> parts() {
		return Arbitraries.strings().withChars("ABCxyz019-_+/=. ").ofMaxLength(40);
	}

	@Provide
	Arbitrary<String> nearlyJson() {
		return Arbitraries
			.of("{", "}", "[", "]", ":", ",", "\"alg\"", "\"HS256\"", "\"iss\"", "\"crit\"", "1", "null", "true", " ",
					"\\", "\"", "\"\\u0061lg\"")
			.list()
			.ofMaxSize(12)
			.map((tokens) -> String.join("", tokens));
	}

	@Provide
	Arbitrary<String> names() {
		return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8);
	}

	@Provide
	Arbitrary<Integer> depths() {
		return Arbitraries.integers().between(0, 6);
	}

	private static byte[] decode(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
		return CanonicalBase64Url.decode(bytes, 0, bytes.length);
	}

	private static void check(String token) {
		try {
			GatedToken gated = GATE.check(token);
			assertThat(gated.header().parsed().getAlgorithm()).isNotNull();
			assertThat(gated.text()).isSameAs(token);
			assertThat(token.split("\\.", -1)).hasSize(3).allMatch(TokenGateFuzzTests::encodesTo);
		}
		catch (BadJwtException ex) {
			assertThat(ex.getMessage()).startsWith("The ");
		}
	}

	private static boolean encodesTo(String text) {
		try {
			return text.equals(encode(Base64.getUrlDecoder().decode(text)));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static String encode(String text) {
		return encode(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String encode(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
