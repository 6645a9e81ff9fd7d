package dev.hardening.web;

import org.jspecify.annotations.Nullable;

/**
 * What an authentication by API key tells to features that count or log by key. The
 * {@code Authentication} of Spring Security implements it.
 */
public interface ApiKeyIdentity {

	/**
	 * Return the id of the key, which is no secret.
	 * @return the id
	 */
	String apiKeyId();

	/**
	 * Return the tier whose limits the key has.
	 * @return the name of the tier, or {@code null} when it has none
	 */
	@Nullable String tier();

}
