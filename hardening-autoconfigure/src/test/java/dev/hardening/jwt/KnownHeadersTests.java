package dev.hardening.jwt;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is kept between tokens: few headers, only of tokens that were good, and nothing
 * that lets the next token with the same header pass.
 */
class KnownHeadersTests {

	private static final String SECRET = "q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa";

	private final KnownHeaders known = new KnownHeaders();

	private final JwtDecoder decoder = decoder();

	@Test
	void headerWhenOfAGoodTokenIsKnownAndEveryTokenWithItIsVerifiedAnew() {
		String good = token("at+jwt", SECRET, 600);
		assertThat(this.decoder.decode(good).getSubject()).isEqualTo("ada");
		TokenHeader header = this.known.find(header(good));
		assertThat(header).isNotNull();
		assertThat(this.decoder.decode(good).getHeaders()).isEqualTo(header.members());
		String[] parts = good.split("\\.");
		String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("\"ada\"",
				"\"eve\"");
		for (String bad : List.of(token("at+jwt", SECRET.toLowerCase(Locale.ROOT), 600), token("at+jwt", SECRET, -600),
				parts[0] + "." + encode(claims) + "." + parts[2],
				parts[0] + "." + parts[1] + "." + encode("x".repeat(32)), parts[0] + "." + parts[1] + ".AA",
				parts[0] + "." + encode("{}") + "." + parts[2], parts[0] + "." + parts[1] + "=." + parts[2])) {
			assertThat(header(bad)).isEqualTo(parts[0]);
			refused(bad);
		}
	}

	@Test
	void headerWhenTheTokenIsBadIsNotKept() {
		String unsigned = token("at+jwt", "Zt6PqW1eRy8UiO3pAs5dFg7hJk9lXc2v", 600);
		String expired = token("at+jwt", SECRET, -600);
		String other = token("rt+jwt", SECRET, 600);
		for (String bad : List.of(unsigned, expired, other)) {
			refused(bad);
			assertThat(this.known.find(header(bad))).isNull();
		}
	}

	@Test
	void headersWhenManyAreKeptUpToABound() {
		List<String> encoded = IntStream.range(0, 1000)
			.mapToObj((i) -> encode("{\"alg\":\"HS256\",\"kid\":\"" + i + "\"}"))
			.toList();
		for (String each : encoded) {
			this.known.add(TokenHeader.of(each, Map.of("alg", "HS256")));
			assertThat(encoded.stream().filter((header) -> this.known.find(header) != null).count()).isBetween(1L,
					(long) KnownHeaders.MOST);
		}
	}

	private JwtDecoder decoder() {
		JWK key = new OctetSequenceKey.Builder(SECRET.getBytes(StandardCharsets.UTF_8)).algorithm(JWSAlgorithm.HS256)
			.build();
		JwtSettings settings = new JwtSettings("studio", "studio", Duration.ofHours(1), Duration.ofDays(1),
				Duration.ZERO);
		LocalJwtDecoders decoders = new LocalJwtDecoders(new JwtKeys(key, List.of(key)), settings, Clock.systemUTC(),
				new ClockWatch(Clock.systemUTC(), Duration.ZERO));
		return new StrictJwtDecoder(Map.of("studio", decoders.ofType(TokenTypes.ACCESS, List.of())), this.known);
	}

	private void refused(String token) {
		assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> this.decoder.decode(token));
	}

	private static String token(String type, String secret, int seconds) {
		return JWT.create()
			.withHeader(Map.of("typ", type))
			.withIssuer("studio")
			.withAudience("studio")
			.withSubject("ada")
			.withJWTId("1")
			.withExpiresAt(Instant.now().plusSeconds(seconds))
			.sign(Algorithm.HMAC256(secret));
	}

	private static String header(String token) {
		return token.substring(0, token.indexOf('.'));
	}

	private static String encode(String text) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
