package dev.hardening.jwt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.secrets.InvalidSecretException;
import dev.hardening.secrets.SecretsAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JwtAutoConfigurationTests {

	private static final String SECRET = "q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa";

	private static final String OTHER = "Zt6PqW1eRy8UiO3pAs5dFg7hJk9lXc2v";

	private static final KeyPair RSA = pair("RSA");

	private static final KeyPair EC = pair("EC");

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class,
				OAuth2ResourceServerAutoConfiguration.class, JwtAutoConfiguration.class))
		.withPropertyValues("hardening.jwt.issuer=studio");

	@Test
	void tokensWhenNothingIsSetAreOff() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(JwtDecoder.class)
			.doesNotHaveBean(JwtTokenService.class));
		this.runner.withPropertyValues("hardening.jwt.secret=")
			.run((context) -> assertThat(context).doesNotHaveBean(JwtTokenService.class));
	}

	@Test
	void tokensWhenSwitchedOffAreOff() {
		this.runner.withPropertyValues("hardening.jwt.secret=" + SECRET, "hardening.jwt.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(JwtDecoder.class));
	}

	@Test
	void tokensWhenTheLibraryIsAbsentAreOff() {
		this.runner.withPropertyValues("hardening.jwt.secret=" + SECRET)
			.withClassLoader(new FilteredClassLoader(BearerTokenAuthenticationToken.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(JwtTokenService.class));
	}

	@Test
	void decoderWhenTheUsersOwnWins() {
		JwtDecoder own = (token) -> null;
		this.runner.withPropertyValues("hardening.jwt.secret=" + SECRET)
			.withBean("own", JwtDecoder.class, () -> own)
			.run((context) -> assertThat(context.getBean(JwtDecoder.class)).isSameAs(own));
	}

	@Test
	void decoderWhenBootsKeysAreSetIsBoots() {
		this.runner
			.withPropertyValues("hardening.jwt.secret=" + SECRET,
					"spring.security.oauth2.resourceserver.jwt.jwk-set-uri=https://issuer.example/jwks")
			.run((context) -> assertThat(context).hasSingleBean(JwtDecoder.class).hasBean("jwtDecoderByJwkKeySetUri"));
	}

	@Test
	void secretWhenWeakStopsTheStartWithoutItsValue() {
		for (String weak : List.of("short", "a".repeat(64), "changeme-changeme-changeme-changeme")) {
			this.runner.withPropertyValues("hardening.jwt.secret=" + weak)
				.run((context) -> assertThat(context.getStartupFailure()).rootCause()
					.isInstanceOf(InvalidSecretException.class)
					.hasMessageStartingWith("hardening.jwt.secret ")
					.hasMessageNotContaining(weak));
		}
	}

	@Test
	void keysWhenTheyContradictEachOtherStopTheStart() {
		failsFor("hardening.jwt.private-key", "hardening.jwt.secret=" + SECRET, privateKey(RSA));
		failsFor("hardening.jwt.previous-secrets[0]", "hardening.jwt.secret=" + SECRET,
				"hardening.jwt.previous-secrets[0]=" + SECRET);
		failsFor("hardening.jwt.private-key", privateKey(RSA), publicKey("public-key", pair("RSA")));
		failsFor("hardening.jwt.private-key", privateKey(RSA), publicKey("public-key", EC));
		failsFor("hardening.jwt.previous-public-keys[0]", privateKey(RSA), publicKey("previous-public-keys[0]", RSA));
		failsFor("hardening.jwt.public-key", privateKey(EC));
		failsFor("hardening.jwt.private-key", "hardening.jwt.private-key=/no/such/file.pem");
	}

	private void failsFor(String key, String... properties) {
		this.runner.withPropertyValues(properties)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(InvalidSecretException.class)
				.hasMessageStartingWith(key + " ")
				.hasMessageNotContaining(SECRET)
				.hasMessageNotContaining("BEGIN"));
	}

	@Test
	void durationsWhenTheyMakeNoSenseStopTheStart() {
		for (String wrong : List.of("access-token-ttl=0s", "refresh-token-ttl=10m", "clock-skew=1h",
				"clock-skew=-1s")) {
			this.runner.withPropertyValues("hardening.jwt.secret=" + SECRET, "hardening.jwt." + wrong)
				.run((context) -> assertThat(context.getStartupFailure()).rootCause()
					.isInstanceOf(InvalidPropertyException.class));
		}
	}

	@Test
	void issuerWhenWronglyConfiguredStopsTheStart() {
		for (String wrong : List.of("jwk-set-uri=http://issuer.example/jwks", "jwk-set-uri=file:/etc/passwd",
				"algorithms=HS256", "algorithms=none", "issuer=studio", "issuer=")) {
			this.runner
				.withPropertyValues("hardening.jwt.issuers.partner.issuer=https://issuer.example",
						"hardening.jwt.issuers.partner.jwk-set-uri=https://issuer.example/jwks",
						"hardening.jwt.issuers.partner." + wrong)
				.run((context) -> assertThat(context.getStartupFailure()).rootCause()
					.isInstanceOf(InvalidPropertyException.class)
					.hasMessageStartingWith("hardening.jwt.issuers.partner."));
		}
	}

	@Test
	void tokenWhenSignedBySecretVerifiesWithAnotherLibraryAndTheReverse() {
		this.runner.withPropertyValues("hardening.jwt.secret=" + SECRET).run((context) -> {
			interoperate(context.getBean(JwtTokenService.class), context.getBean(JwtDecoder.class),
					Algorithm.HMAC256(SECRET), null);
			assertThat(context.getBean(PublicKeys.class).isEmpty()).isTrue();
		});
	}

	@Test
	void tokenWhenSignedByRsaVerifiesWithAnotherLibraryAndTheReverse() {
		this.runner.withPropertyValues(privateKey(RSA))
			.run((context) -> interoperate(context.getBean(JwtTokenService.class), context.getBean(JwtDecoder.class),
					Algorithm.RSA256((RSAPublicKey) RSA.getPublic(), (RSAPrivateKey) RSA.getPrivate()),
					context.getBean(PublicKeys.class)));
	}

	@Test
	void tokenWhenSignedByEllipticCurveVerifiesWithAnotherLibraryAndTheReverse() {
		this.runner.withPropertyValues(privateKey(EC), publicKey("public-key", EC))
			.run((context) -> interoperate(context.getBean(JwtTokenService.class), context.getBean(JwtDecoder.class),
					Algorithm.ECDSA256((ECPublicKey) EC.getPublic(), (ECPrivateKey) EC.getPrivate()),
					context.getBean(PublicKeys.class)));
	}

	private void interoperate(JwtTokenService service, JwtDecoder decoder, Algorithm algorithm, PublicKeys keys) {
		DecodedJWT theirs = JWT.require(algorithm)
			.withIssuer("studio")
			.withAudience("studio")
			.withSubject("ada")
			.build()
			.verify(service.issue(JwtSubject.of("ada", "ROLE_USER")).accessToken());
		assertThat(theirs.getType()).isEqualTo("at+jwt");
		assertThat(theirs.getClaim("roles").asList(String.class)).containsExactly("ROLE_USER");
		if (keys != null) {
			assertThat(keys.json()).contains("\"kid\":\"" + theirs.getKeyId() + "\"")
				.doesNotContain("\"d\"", "\"p\"", "\"k\"");
		}
		Jwt ours = decoder.decode(foreign(algorithm));
		assertThat(ours.getSubject()).isEqualTo("grace");
	}

	private String foreign(Algorithm algorithm) {
		return JWT.create()
			.withHeader(Map.of("typ", "at+jwt"))
			.withIssuer("studio")
			.withAudience("studio")
			.withSubject("grace")
			.withJWTId("1")
			.withExpiresAt(Instant.now().plusSeconds(600))
			.sign(algorithm);
	}

	@Test
	void secretWhenRotatedIsAcceptedUntilItIsRemoved() {
		String old = foreign(Algorithm.HMAC256(OTHER));
		this.runner.withPropertyValues("hardening.jwt.secret=" + SECRET, "hardening.jwt.previous-secrets=" + OTHER)
			.run((context) -> {
				assertThat(context.getBean(JwtDecoder.class).decode(old).getSubject()).isEqualTo("grace");
				String fresh = context.getBean(JwtTokenService.class).issue(JwtSubject.of("ada")).accessToken();
				assertThat(JWT.require(Algorithm.HMAC256(SECRET)).build().verify(fresh)).isNotNull();
			});
		this.runner.withPropertyValues("hardening.jwt.secret=" + SECRET)
			.run((context) -> assertThatExceptionOfType(BadJwtException.class)
				.isThrownBy(() -> context.getBean(JwtDecoder.class).decode(old)));
	}

	@Test
	void keyWhenRotatedIsAcceptedUntilItIsRemoved() {
		String old = foreign(Algorithm.RSA256((RSAPublicKey) RSA.getPublic(), (RSAPrivateKey) RSA.getPrivate()));
		KeyPair next = pair("RSA");
		this.runner.withPropertyValues(privateKey(next), publicKey("previous-public-keys[0]", RSA))
			.run((context) -> assertThat(context.getBean(JwtDecoder.class).decode(old).getSubject())
				.isEqualTo("grace"));
		this.runner.withPropertyValues(privateKey(next))
			.run((context) -> assertThatExceptionOfType(BadJwtException.class)
				.isThrownBy(() -> context.getBean(JwtDecoder.class).decode(old)));
	}

	@Test
	void publicKeyWhenUsedAsASecretIsNotOne() {
		byte[] pem = pem("PUBLIC KEY", RSA.getPublic().getEncoded()).getBytes(StandardCharsets.UTF_8);
		this.runner.withPropertyValues(privateKey(RSA)).run((context) -> {
			for (byte[] secret : List.of(pem, RSA.getPublic().getEncoded(),
					((RSAPublicKey) RSA.getPublic()).getModulus().toByteArray())) {
				assertThatExceptionOfType(BadJwtException.class)
					.isThrownBy(() -> context.getBean(JwtDecoder.class).decode(foreign(Algorithm.HMAC256(secret))));
			}
		});
	}

	@Test
	void refreshWhenTheUserChangedGivesWhatTheUserMayDoNow() {
		InMemoryUserDetailsManager users = new InMemoryUserDetailsManager(
				User.withUsername("ada").password("{noop}x").roles("USER").build());
		this.runner.withPropertyValues("hardening.jwt.secret=" + SECRET)
			.withBean(UserDetailsService.class, () -> users)
			.run((context) -> {
				JwtTokenService service = context.getBean(JwtTokenService.class);
				JwtDecoder decoder = context.getBean(JwtDecoder.class);
				IssuedTokens tokens = service.issue(JwtSubject.of("ada", "ROLE_ADMIN").withClaim("tenant", "t1"));
				IssuedTokens next = service.refresh(tokens.refreshToken());
				Jwt access = decoder.decode(next.accessToken());
				assertThat(access.getClaimAsStringList("roles")).containsExactly("ROLE_USER");
				assertThat(access.getClaimAsString("tenant")).isEqualTo("t1");
				users.updateUser(User.withUsername("ada").password("{noop}x").roles("USER").disabled(true).build());
				assertThatExceptionOfType(InvalidBearerTokenException.class)
					.isThrownBy(() -> service.refresh(next.refreshToken()));
				assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode(next.accessToken()));
			});
	}

	private static KeyPair pair(String algorithm) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
			if (algorithm.equals("EC")) {
				generator.initialize(new ECGenParameterSpec("secp256r1"));
			}
			else {
				generator.initialize(2048);
			}
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String privateKey(KeyPair pair) {
		return "hardening.jwt.private-key=" + pem("PRIVATE KEY", pair.getPrivate().getEncoded());
	}

	private static String publicKey(String property, KeyPair pair) {
		return "hardening.jwt." + property + "=" + pem("PUBLIC KEY", pair.getPublic().getEncoded());
	}

	private static String pem(String type, byte[] encoded) {
		return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(encoded)
				+ "\n-----END " + type + "-----\n";
	}

}
