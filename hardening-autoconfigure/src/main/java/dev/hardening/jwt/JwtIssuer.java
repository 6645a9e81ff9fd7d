package dev.hardening.jwt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.nimbusds.jose.jwk.JWK;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;

/**
 * Writes and signs tokens.
 */
class JwtIssuer {

	private final JwtEncoder encoder;

	private final JwsAlgorithm algorithm;

	private final JwtSettings settings;

	private final Clock clock;

	JwtIssuer(JwtEncoder encoder, JWK key, JwtSettings settings, Clock clock) {
		this.encoder = encoder;
		this.algorithm = algorithm(key.getAlgorithm().getName());
		this.settings = settings;
		this.clock = clock;
	}

	private static JwsAlgorithm algorithm(String name) {
		JwsAlgorithm mac = MacAlgorithm.from(name);
		return (mac != null) ? mac : Objects.requireNonNull(SignatureAlgorithm.from(name));
	}

	String issue(String type, JwtSubject subject, String session, String id, @Nullable String epoch, Duration ttl) {
		// Whole seconds, as the token holds them.
		Instant now = Instant.ofEpochSecond(this.clock.instant().getEpochSecond());
		JwtClaimsSet.Builder claims = JwtClaimsSet.builder();
		subject.claims().forEach(claims::claim);
		claims.issuer(this.settings.issuer())
			.audience(List.of(this.settings.audience()))
			.subject(subject.name())
			.issuedAt(now)
			.notBefore(now)
			.expiresAt(now.plus(ttl))
			.id(id)
			.claim(TokenTypes.CLIENT_ID, this.settings.audience())
			.claim(TokenTypes.SESSION, session)
			.claim(TokenTypes.ROLES, new ArrayList<>(subject.authorities()))
			.claim(TokenTypes.SCOPE, String.join(" ", subject.scopes()));
		if (epoch != null) {
			claims.claim(TokenTypes.EPOCH, epoch);
		}
		JwsHeader header = JwsHeader.with(this.algorithm).type(type).build();
		return this.encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
	}

}
