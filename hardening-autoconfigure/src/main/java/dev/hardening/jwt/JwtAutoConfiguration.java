package dev.hardening.jwt;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import dev.hardening.environment.DeploymentEnvironment;
import dev.hardening.secrets.SecretStrength;
import dev.hardening.secrets.SecretsAutoConfiguration;
import dev.hardening.store.SharedState;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;

/**
 * Wires JSON Web Tokens. Boot's own decoder is there only where its keys are set, and
 * wins then, as one of the user's does.
 */
@AutoConfiguration(after = { OAuth2ResourceServerAutoConfiguration.class, SecretsAutoConfiguration.class },
		afterName = { "dev.hardening.store.jdbc.JdbcSharedStateAutoConfiguration",
				"dev.hardening.store.redis.RedisSharedStateAutoConfiguration" },
		beforeName = "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration")
@ConditionalOnClass(BearerTokenAuthenticationToken.class)
@ConditionalOnJwt
@EnableConfigurationProperties(JwtProperties.class)
public final class JwtAutoConfiguration {

	@Bean
	JwtSettings jwtSettings(JwtProperties properties, Environment environment) {
		return JwtSettings.of(properties, environment.getProperty("spring.application.name"));
	}

	@Bean
	JwtKeys jwtKeys(JwtProperties properties, SecretStrength strength) {
		return JwtKeysFactory.of(properties, strength);
	}

	@Bean
	PublicKeys publicKeys(JwtKeys keys) {
		return new PublicKeys(keys);
	}

	@Bean
	@ConditionalOnMissingBean
	TokenRevocationStore tokenRevocationStore(JwtProperties properties, JwtSettings settings,
			ObjectProvider<SharedState> shared, ObjectProvider<Clock> clock) {
		SharedState state = shared.getIfUnique();
		if (state != null) {
			return new SharedTokenRevocationStore(state, properties.maxSessions(), settings.issuer());
		}
		return new InMemoryTokenRevocationStore(clock.getIfUnique(Clock::systemUTC), properties.maxSessions());
	}

	@Bean
	ClockWatch clockWatch(JwtSettings settings, ObjectProvider<Clock> clock) {
		return new ClockWatch(clock.getIfUnique(Clock::systemUTC), settings.clockSkew());
	}

	@Bean
	LocalTokens localTokens(JwtKeys keys, JwtSettings settings, TokenRevocationStore store, JwtProperties properties,
			ClockWatch watch, ObjectProvider<Clock> clock) {
		RevocationValidator revocations = new RevocationValidator(store, properties.onStoreFailure());
		LocalJwtDecoders decoders = new LocalJwtDecoders(keys, settings, clock.getIfUnique(Clock::systemUTC), watch);
		return new LocalTokens(decoders.ofType(TokenTypes.ACCESS, List.of(revocations)),
				decoders.ofType(TokenTypes.REFRESH, List.of()));
	}

	@Bean
	@ConditionalOnMissingBean
	JwtDecoder hardeningJwtDecoder(LocalTokens tokens, JwtProperties properties, JwtKeys keys, JwtSettings settings,
			Environment environment, ClockWatch watch, ObjectProvider<Clock> clock) {
		boolean development = DeploymentEnvironment.of(environment).isDevelopment();
		Map<String, TokenDecoder> issuers = new ExternalJwtDecoders(settings, clock.getIfUnique(Clock::systemUTC),
				watch, development)
			.of(properties.issuers());
		if (!keys.verifying().isEmpty()) {
			issuers.put(settings.issuer(), tokens.access());
		}
		return StrictJwtDecoder.of(issuers);
	}

	@Bean
	@ConditionalOnMissingBean
	JwtAuthenticationConverter hardeningJwtAuthenticationConverter() {
		JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
		converter.setJwtGrantedAuthoritiesConverter(new JwtAuthorities());
		return converter;
	}

	/**
	 * What issues tokens, where there is a key to sign with.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnSigningKeyCondition.class)
	static class IssuingConfiguration {

		@Bean
		@ConditionalOnMissingBean
		JwtTokenService jwtTokenService(JwtKeys keys, LocalTokens tokens, TokenRevocationStore store,
				JwtSettings settings, ObjectProvider<JwtSubjectRefresher> refresher,
				ObjectProvider<UserDetailsService> users, ObjectProvider<Clock> clock) {
			JWK key = keys.signingKey();
			Clock time = clock.getIfUnique(Clock::systemUTC);
			NimbusJwtEncoder encoder = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)));
			return new DefaultJwtTokenService(new JwtIssuer(encoder, key, settings, time), tokens, store,
					refresher.getIfAvailable(() -> refresher(users)), settings, time);
		}

		private JwtSubjectRefresher refresher(ObjectProvider<UserDetailsService> users) {
			UserDetailsService unique = users.getIfUnique();
			return (unique != null) ? new UserDetailsRefresher(unique) : (subject) -> subject;
		}

	}

}
