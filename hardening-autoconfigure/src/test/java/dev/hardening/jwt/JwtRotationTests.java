package dev.hardening.jwt;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import com.auth0.jwt.JWT;
import com.nimbusds.jose.jwk.JWKSet;
import dev.hardening.secrets.SecretsAutoConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every way from one kind of key to another as it is documented: tokens of the old key
 * are good beside those of the new one, can be exchanged for them, and are refused as
 * soon as the old key is taken away.
 */
class JwtRotationTests {

	private final TokenRevocationStore store = new InMemoryTokenRevocationStore(Clock.systemUTC(), 100);

	static Stream<Arguments> rotations() throws GeneralSecurityException {
		Kind secret = secret("q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa");
		Kind otherSecret = secret("Zt6PqW1eRy8UiO3pAs5dFg7hJk9lXc2v");
		Kind rsa = keys("RSA");
		Kind otherRsa = keys("RSA");
		Kind ec = keys("EC");
		Kind otherEc = keys("EC");
		return Stream.of(Arguments.of(secret, otherSecret), Arguments.of(rsa, otherRsa), Arguments.of(ec, otherEc),
				Arguments.of(secret, rsa), Arguments.of(secret, ec), Arguments.of(rsa, ec), Arguments.of(ec, rsa));
	}

	@ParameterizedTest
	@MethodSource("rotations")
	void tokensWhenTheKeyIsRotatedAreGoodUntilTheOldOneIsTakenAway(Kind old, Kind next) {
		Tokens before = issue(old.current());
		Tokens after = issue(next.after(old));
		assertThat(JWT.decode(before.tokens().accessToken()).getAlgorithm()).isEqualTo(old.algorithm());
		assertThat(JWT.decode(after.tokens().accessToken()).getAlgorithm()).isEqualTo(next.algorithm());
		IssuedTokens exchanged = during(next, old, before, after);
		run((decoder, service) -> {
			assertThat(decoder.decode(after.tokens().accessToken()).getSubject()).isEqualTo("ada");
			assertThat(decoder.decode(exchanged.accessToken()).getSubject()).isEqualTo("ada");
			assertThat(service.refresh(exchanged.refreshToken()).accessToken()).isNotEmpty();
			assertThatExceptionOfType(BadJwtException.class)
				.isThrownBy(() -> decoder.decode(before.tokens().accessToken()));
			assertThatExceptionOfType(InvalidBearerTokenException.class)
				.isThrownBy(() -> service.refresh(before.unused()));
		}, next.current());
	}

	// The old refresh token that is exchanged is signed by the new key from then on.
	private IssuedTokens during(Kind next, Kind old, Tokens before, Tokens after) {
		IssuedTokens[] exchanged = new IssuedTokens[1];
		run((decoder, service) -> {
			for (Tokens each : List.of(before, after)) {
				assertThat(decoder.decode(each.tokens().accessToken()).getSubject()).isEqualTo("ada");
			}
			exchanged[0] = service.refresh(before.tokens().refreshToken());
			assertThat(JWT.decode(exchanged[0].refreshToken()).getAlgorithm()).isEqualTo(next.algorithm());
		}, next.after(old));
		return exchanged[0];
	}

	private Tokens issue(List<String> properties) {
		Tokens[] tokens = new Tokens[1];
		run((decoder, service) -> tokens[0] = new Tokens(service.issue(JwtSubject.of("ada")),
				service.issue(JwtSubject.of("ada")).refreshToken()), properties);
		return tokens[0];
	}

	@ParameterizedTest
	@MethodSource("rotations")
	void keysWhenRotatedArePublishedTogether(Kind old, Kind next) {
		runner(next.after(old)).run((context) -> {
			JWKSet set = JWKSet.parse(context.getBean(PublicKeys.class).json());
			assertThat(set.getKeys()).hasSize((old.isPublic() ? 1 : 0) + (next.isPublic() ? 1 : 0))
				.noneMatch((key) -> key.isPrivate());
			assertThat(set.getKeys()).extracting((key) -> key.getKeyID()).doesNotHaveDuplicates();
		});
	}

	private void run(Use use, List<String> properties) {
		runner(properties)
			.run((context) -> use.with(context.getBean(JwtDecoder.class), context.getBean(JwtTokenService.class)));
	}

	private ApplicationContextRunner runner(List<String> properties) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class, JwtAutoConfiguration.class))
			.withBean(TokenRevocationStore.class, () -> this.store)
			.withPropertyValues("hardening.jwt.issuer=studio")
			.withPropertyValues(properties.toArray(String[]::new));
	}

	private static Kind secret(String secret) {
		return new Kind("HS256", List.of("hardening.jwt.secret=" + secret),
				"hardening.jwt.previous-secrets[0]=" + secret, false);
	}

	private static Kind keys(String algorithm) throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
		if (algorithm.equals("EC")) {
			generator.initialize(new ECGenParameterSpec("secp256r1"));
		}
		else {
			generator.initialize(2048);
		}
		KeyPair pair = generator.generateKeyPair();
		String publicKey = pem("PUBLIC", pair.getPublic());
		return new Kind(algorithm.equals("EC") ? "ES256" : "RS256",
				List.of("hardening.jwt.private-key=" + pem("PRIVATE", pair.getPrivate()),
						"hardening.jwt.public-key=" + publicKey),
				"hardening.jwt.previous-public-keys[0]=" + publicKey, true);
	}

	private static String pem(String kind, Key key) {
		return "-----BEGIN %s KEY-----\n%s\n-----END %1$s KEY-----".formatted(kind,
				Base64.getMimeEncoder().encodeToString(key.getEncoded()));
	}

	/**
	 * A key and what is configured for it.
	 *
	 * @param algorithm what it signs by
	 * @param current the properties while it signs
	 * @param previous the property while it only verifies
	 * @param isPublic whether others can verify by it
	 */
	record Kind(String algorithm, List<String> current, String previous, boolean isPublic) {

		List<String> after(Kind old) {
			List<String> properties = new ArrayList<>(this.current);
			properties.add(old.previous);
			return properties;
		}

		@Override
		public String toString() {
			return this.algorithm;
		}

	}

	/**
	 * Tokens of one key.
	 *
	 * @param tokens a session
	 * @param unused the refresh token of another session
	 */
	record Tokens(IssuedTokens tokens, String unused) {

	}

	/**
	 * What is done with an application.
	 */
	@FunctionalInterface
	interface Use {

		void with(JwtDecoder decoder, JwtTokenService service);

	}

}
