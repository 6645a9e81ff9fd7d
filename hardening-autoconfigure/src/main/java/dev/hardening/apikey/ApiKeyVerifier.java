package dev.hardening.apikey;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;

import dev.hardening.secrets.Secret;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;

/**
 * Verifies presented keys. Whatever is wrong with a key, the exception is the same; only
 * a store that does not answer is told apart, for then the key may well be good.
 */
public final class ApiKeyVerifier {

	private static final Log logger = LogFactory.getLog(ApiKeyVerifier.class);

	private final ApiKeyFormat format;

	private final StaticApiKeys configured;

	private final ApiKeyCache issued;

	private final LastUsed lastUsed;

	private final Clock clock;

	ApiKeyVerifier(ApiKeyFormat format, StaticApiKeys configured, ApiKeyCache issued, LastUsed lastUsed, Clock clock) {
		this.format = format;
		this.configured = configured;
		this.issued = issued;
		this.lastUsed = lastUsed;
		this.clock = clock;
	}

	/**
	 * Verify a key.
	 * @param presented the key as presented
	 * @return the authentication, without the key
	 * @throws BadCredentialsException if the key is not good, for whatever reason
	 * @throws AuthenticationServiceException if the store does not answer
	 */
	public ApiKeyAuthentication verify(Secret presented) {
		String key = presented.reveal();
		if (key.length() > ApiKeyFormat.LONGEST) {
			throw notGood();
		}
		String hash = ApiKeyHash.of(key);
		KnownKey known = this.configured.find(hash);
		if (known == null && this.format.isWellFormed(key)) {
			known = lookUp(hash);
		}
		Instant now = this.clock.instant();
		if (known == null || !known.isGood(hash, now)) {
			throw notGood();
		}
		this.lastUsed.touch(known.stored().key().id(), now);
		return ApiKeyAuthentication.verified(known.stored().key(), known.authorities());
	}

	private @Nullable KnownKey lookUp(String hash) {
		try {
			return this.issued.find(hash);
		}
		catch (RuntimeException ex) {
			logger.warn("The store of API keys does not answer: a key that may be good is refused", ex);
			throw new AuthenticationServiceException("The store of API keys does not answer", ex);
		}
	}

	private BadCredentialsException notGood() {
		return new BadCredentialsException("The API key is not good");
	}

	/**
	 * Return whether a part of a URL holds something of the form of an issued key. A URL
	 * is logged and passed on in many places, so a key in one has leaked.
	 * @param text a path or query as sent
	 * @return {@code true} if it does
	 */
	public boolean isKeyIn(String text) {
		return this.format.occursIn(text) || (text.indexOf('%') >= 0 && this.format.occursIn(decode(text)));
	}

	private String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

}
