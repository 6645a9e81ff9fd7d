package dev.hardening.jwt;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Issues by the one key that signs and keeps sessions in the store.
 */
class DefaultJwtTokenService implements JwtTokenService {

	private static final Log logger = LogFactory.getLog(DefaultJwtTokenService.class);

	/** What the starter sets itself; all else of a refresh token is the application's. */
	private static final Set<String> OWN_CLAIMS = Set.of("iss", "aud", "sub", "iat", "nbf", "exp", "jti",
			TokenTypes.CLIENT_ID, TokenTypes.SESSION, TokenTypes.EPOCH, TokenTypes.ROLES, TokenTypes.SCOPE);

	private final JwtIssuer issuer;

	private final JwtDecoder accessTokens;

	private final JwtDecoder refreshTokens;

	private final TokenRevocationStore store;

	private final JwtSubjectRefresher refresher;

	private final JwtSettings settings;

	private final Clock clock;

	DefaultJwtTokenService(JwtIssuer issuer, LocalTokens decoders, TokenRevocationStore store,
			JwtSubjectRefresher refresher, JwtSettings settings, Clock clock) {
		this.issuer = issuer;
		this.accessTokens = strict(settings, decoders.access());
		this.refreshTokens = strict(settings, decoders.refresh());
		this.store = store;
		this.refresher = refresher;
		this.settings = settings;
		this.clock = clock;
	}

	private static JwtDecoder strict(JwtSettings settings, TokenDecoder decoder) {
		return StrictJwtDecoder.of(Map.of(settings.issuer(), decoder));
	}

	@Override
	public IssuedTokens issue(JwtSubject subject) {
		String session = UUID.randomUUID().toString();
		String refreshId = UUID.randomUUID().toString();
		IssuedTokens tokens = tokens(subject, session, refreshId, this.store.epoch(subject.name()));
		this.store.begin(session, refreshId, this.clock.instant().plus(this.settings.refreshTokenTtl()));
		return tokens;
	}

	private IssuedTokens tokens(JwtSubject subject, String session, String refreshId, @Nullable String epoch) {
		String access = this.issuer.issue(TokenTypes.ACCESS, subject, session, UUID.randomUUID().toString(), epoch,
				this.settings.accessTokenTtl());
		String refresh = this.issuer.issue(TokenTypes.REFRESH, subject, session, refreshId, epoch,
				this.settings.refreshTokenTtl());
		return new IssuedTokens(access, "Bearer", this.settings.accessTokenTtl().toSeconds(), refresh);
	}

	@Override
	public IssuedTokens refresh(String refreshToken) throws InvalidBearerTokenException {
		Jwt token = decode(refreshToken);
		String session = token.getClaimAsString(TokenTypes.SESSION);
		String id = token.getId();
		if (session == null || id == null) {
			throw invalid(null);
		}
		String nextId = UUID.randomUUID().toString();
		Instant until = this.clock.instant().plus(this.settings.refreshTokenTtl());
		if (this.store.isRevoked(TokenReference.of(token))) {
			throw invalid(null);
		}
		if (!this.store.rotate(session, id, nextId, until)) {
			end(session);
			logger.warn("A refresh token came that is not the last of its session; the session is ended");
			throw invalid(null);
		}
		JwtSubject subject = this.refresher.refresh(subject(token));
		if (subject == null) {
			end(session);
			throw invalid(null);
		}
		return tokens(subject, session, nextId, epoch(token, subject));
	}

	// Not what the store says by now: all tokens of the subject may have been revoked
	// since this one was looked at, and the new ones must not outlive that.
	private @Nullable String epoch(Jwt token, JwtSubject subject) {
		return subject.name().equals(token.getSubject()) ? TokenReference.of(token).epoch()
				: this.store.epoch(subject.name());
	}

	private Jwt decode(String refreshToken) {
		try {
			return this.refreshTokens.decode(refreshToken);
		}
		catch (JwtException ex) {
			throw invalid(ex);
		}
	}

	private JwtSubject subject(Jwt token) {
		Set<String> authorities = new TreeSet<>();
		if (token.getClaims().get(TokenTypes.ROLES) instanceof List<?> roles) {
			roles.forEach((role) -> authorities.add(String.valueOf(role)));
		}
		Set<String> scopes = new TreeSet<>();
		if (token.getClaims().get(TokenTypes.SCOPE) instanceof String text && !text.isBlank()) {
			scopes.addAll(List.of(text.split(" ")));
		}
		Map<String, Object> claims = new LinkedHashMap<>(token.getClaims());
		claims.keySet().removeAll(OWN_CLAIMS);
		return new JwtSubject(String.valueOf(token.getSubject()), authorities, scopes, claims);
	}

	@Override
	public void revoke(Jwt token) {
		Instant expires = token.getExpiresAt();
		if (token.getId() != null && expires != null) {
			this.store.revoke(token.getId(), expires.plus(this.settings.clockSkew()));
		}
		String session = token.getClaimAsString(TokenTypes.SESSION);
		if (session != null) {
			end(session);
		}
	}

	// The refresh token goes with the session; access tokens live on unless revoked.
	private void end(String session) {
		this.store.end(session);
		this.store.revoke(session,
				this.clock.instant().plus(this.settings.accessTokenTtl()).plus(this.settings.clockSkew()));
	}

	@Override
	public void revokeAll(String subject) {
		this.store.revokeAll(subject, UUID.randomUUID().toString(),
				this.clock.instant().plus(this.settings.refreshTokenTtl()).plus(this.settings.clockSkew()));
	}

	@Override
	public void revoke(String token) {
		Jwt known = decodeAny(token);
		if (known != null) {
			revoke(known);
		}
	}

	private @Nullable Jwt decodeAny(String token) {
		for (JwtDecoder decoder : List.of(this.accessTokens, this.refreshTokens)) {
			try {
				return decoder.decode(token);
			}
			catch (JwtException ex) {
				logger.trace("Not a good token of this type");
			}
		}
		return null;
	}

	private InvalidBearerTokenException invalid(@Nullable JwtException cause) {
		return new InvalidBearerTokenException("Invalid refresh token", cause);
	}

}
