package dev.hardening.jwt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTCreator;
import com.auth0.jwt.algorithms.Algorithm;
import dev.hardening.secrets.SecretsAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How long tokens are good as it is configured, to the second, and for whom.
 */
class JwtTimesTests {

	private static final String SECRET = "q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa";

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final AtomicReference<Instant> now = new AtomicReference<>(START);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class, JwtAutoConfiguration.class))
		.withBean(Clock.class, () -> ((InstantSource) this.now::get).withZone(ZoneOffset.UTC))
		.withPropertyValues("hardening.jwt.secret=" + SECRET, "hardening.jwt.issuer=studio");

	@Test
	void accessTokenWhenOlderThanItsTimeAndTheSkewIsRefused() {
		run((service, decoder) -> {
			IssuedTokens tokens = service.issue(JwtSubject.of("ada"));
			assertThat(tokens.expiresIn()).isEqualTo(120);
			at(Duration.ofSeconds(130));
			assertThat(decoder.decode(tokens.accessToken()).getSubject()).isEqualTo("ada");
			at(Duration.ofSeconds(131));
			refused(decoder, tokens.accessToken());
		}, "access-token-ttl=2m", "clock-skew=10s");
	}

	@Test
	void refreshTokenWhenOlderThanItsTimeAndTheSkewIsRefused() {
		run((service, decoder) -> {
			IssuedTokens first = service.issue(JwtSubject.of("ada"));
			at(Duration.ofSeconds(7199));
			IssuedTokens second = service.refresh(first.refreshToken());
			at(Duration.ofSeconds(7199 + 7200));
			assertThatExceptionOfType(InvalidBearerTokenException.class)
				.isThrownBy(() -> service.refresh(second.refreshToken()));
		}, "access-token-ttl=2m", "refresh-token-ttl=2h", "clock-skew=0s");
	}

	@Test
	void tokenWhenNotYetGoodIsAcceptedWithinTheSkewOnly() {
		for (int skew : new int[] { 0, 30, 300 }) {
			run((service, decoder) -> {
				String token = sign(foreign().withNotBefore(START.plusSeconds(1000)));
				at(Duration.ofSeconds(1000 - skew));
				assertThat(decoder.decode(token).getSubject()).isEqualTo("grace");
				at(Duration.ofSeconds(999 - skew));
				refused(decoder, token);
			}, "clock-skew=" + skew + "s");
		}
	}

	@Test
	void timesWhenFarAwayAreRefused() {
		run((service, decoder) -> {
			assertThat(decoder.decode(sign(foreign().withClaim("exp", 253402300799L)))).isNotNull();
			for (long far : new long[] { 253402300800L, Long.MAX_VALUE / 1000, Long.MAX_VALUE }) {
				refused(decoder, sign(foreign().withClaim("exp", far)));
				refused(decoder, sign(foreign().withClaim("nbf", -far)));
				refused(decoder, sign(foreign().withClaim("iat", -far)));
			}
		});
	}

	@Test
	void claimsWhenReadAreOfTheTypesThatSpringSecurityGives() {
		run((service, decoder) -> {
			Jwt jwt = decoder.decode(sign(foreign().withNotBefore(START)
				.withClaim("number", 7)
				.withClaim("fraction", 0.5)
				.withClaim("flag", true)
				.withNullClaim("nothing")
				.withArrayClaim("list", new Long[] { 1L, 2L })));
			assertThat(jwt.getExpiresAt()).isEqualTo(START.plusSeconds(2000));
			assertThat(jwt.getIssuedAt()).isEqualTo(START.plusSeconds(1999));
			assertThat(jwt.getNotBefore()).isEqualTo(START);
			assertThat(jwt.getAudience()).containsExactly("studio");
			assertThat(jwt.getClaims()).containsEntry("iss", "studio")
				.containsEntry("number", 7L)
				.containsEntry("fraction", 0.5)
				.containsEntry("flag", true)
				.containsEntry("nothing", null)
				.containsEntry("list", List.of(1L, 2L));
			assertThat(jwt.getHeaders()).containsEntry("alg", "HS256").containsEntry("typ", "at+jwt");
		});
	}

	@Test
	void audienceWhenSetIsWhatTokensAreForAndTheIssuerIsNot() {
		run((service, decoder) -> {
			assertThat(decoder.decode(service.issue(JwtSubject.of("ada")).accessToken()).getAudience())
				.containsExactly("gallery");
			refused(decoder, sign(foreign()));
			assertThat(decoder.decode(sign(foreign().withAudience("other", "gallery")))).isNotNull();
		}, "audience=gallery");
	}

	@Test
	void issuerWhenNotSetIsTheNameOfTheApplication() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SecretsAutoConfiguration.class, JwtAutoConfiguration.class))
			.withPropertyValues("hardening.jwt.secret=" + SECRET, "spring.application.name=atelier")
			.run((context) -> {
				String token = context.getBean(JwtTokenService.class).issue(JwtSubject.of("ada")).accessToken();
				assertThat(JWT.decode(token).getIssuer()).isEqualTo("atelier");
				assertThat(JWT.decode(token).getAudience()).containsExactly("atelier");
				assertThat(context.getBean(JwtDecoder.class).decode(token).getSubject()).isEqualTo("ada");
			});
	}

	private void run(BiConsumer<JwtTokenService, JwtDecoder> test, String... properties) {
		this.now.set(START);
		ApplicationContextRunner configured = this.runner;
		for (String property : properties) {
			configured = configured.withPropertyValues("hardening.jwt." + property);
		}
		configured
			.run((context) -> test.accept(context.getBean(JwtTokenService.class), context.getBean(JwtDecoder.class)));
	}

	private void at(Duration later) {
		this.now.set(START.plus(later));
	}

	private static void refused(JwtDecoder decoder, String token) {
		assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode(token));
	}

	private static JWTCreator.Builder foreign() {
		return JWT.create()
			.withHeader(Map.of("typ", "at+jwt"))
			.withIssuer("studio")
			.withAudience("studio")
			.withSubject("grace")
			.withJWTId("1")
			.withExpiresAt(START.plusSeconds(2000));
	}

	private static String sign(JWTCreator.Builder token) {
		return token.sign(Algorithm.HMAC256(SECRET));
	}

}
