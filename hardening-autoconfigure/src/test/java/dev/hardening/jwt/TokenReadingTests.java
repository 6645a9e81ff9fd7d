package dev.hardening.jwt;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;

import com.nimbusds.jose.util.JSONObjectUtils;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the gate reads is what is verified and used, so it must read what others read.
 */
class TokenReadingTests {

	private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"one\"}";

	@Property(tries = 2000)
	void claimsWhenReadAreThoseThatNimbusReads(@ForAll("objects") Map<String, Object> claims) throws ParseException {
		// Halves of surrogate pairs do not survive the encoding.
		String json = new String(JsonMapper.shared().writeValueAsString(claims).getBytes(StandardCharsets.UTF_8),
				StandardCharsets.UTF_8);
		GatedToken token = new TokenGate(new KnownHeaders()).check(encode(HEADER) + "." + encode(json) + ".AA");
		assertThat(token.claims()).isEqualTo(JSONObjectUtils.parse(json));
		assertThat(token.header().members()).isEqualTo(JSONObjectUtils.parse(HEADER));
		assertThat(token.header().parsed().toJSONObject()).isEqualTo(JSONObjectUtils.parse(HEADER));
	}

	@Provide
	Arbitrary<Map<String, Object>> objects() {
		return Arbitraries.maps(names(), Arbitraries.lazyOf(this::simple, this::simple, this::lists, this::maps))
			.ofMaxSize(6);
	}

	private Arbitrary<Object> simple() {
		return Arbitraries
			.oneOf(Arbitraries.strings().ofMaxLength(20).map((text) -> text),
					Arbitraries.longs().map((number) -> number), Arbitraries.integers().map(Integer::longValue),
					Arbitraries.doubles().between(-1e9, 1e9).map((number) -> number), Arbitraries.of(true, false))
			.injectNull(0.05)
			.map((value) -> value);
	}

	private Arbitrary<Object> lists() {
		return simple().list().ofMaxSize(4).map((list) -> list);
	}

	private Arbitrary<Object> maps() {
		return Arbitraries.maps(names(), Arbitraries.lazyOf(this::simple, this::lists)).ofMaxSize(4).map((map) -> map);
	}

	// Those with a meaning have a type of their own.
	private Arbitrary<String> names() {
		return Arbitraries.strings()
			.ofMinLength(1)
			.ofMaxLength(10)
			.filter((name) -> name.length() != 3 && Character.isLetter(name.charAt(0)));
	}

	private static String encode(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
