package dev.hardening.apikey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.hardening.secrets.Secret;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configures API keys.
 *
 * @param enabled whether to authenticate requests by API keys
 * @param header name of the request header that carries the key
 * @param prefix beginning of every issued key, by which scanners find leaked ones
 * @param keys keys of the configuration, by id
 * @param store where issued keys are kept
 * @param maxLifetime longest lifetime of an issued key; without one keys may live forever
 * @param cacheTtl how long a look-up is good for
 * @param cacheSize greatest number of cached keys, and of cached unknown ones
 * @param changePoll how often to ask the store for keys that changed on other nodes
 * @param lastUsedInterval how often to write down when keys were last used
 */
@ConfigurationProperties("hardening.api-keys")
public record ApiKeyProperties(@DefaultValue("false") boolean enabled, @DefaultValue("X-API-Key") String header,
		@DefaultValue("hk") String prefix, @DefaultValue Map<String, StaticKey> keys, @DefaultValue("jdbc") Store store,
		@Nullable Duration maxLifetime, @DefaultValue("1m") Duration cacheTtl, @DefaultValue("10000") int cacheSize,
		@DefaultValue("5s") Duration changePoll, @DefaultValue("1m") Duration lastUsedInterval) {

	/**
	 * Where issued keys are kept.
	 */
	public enum Store {

		/** Nowhere: only keys of the configuration are good. */
		NONE,

		/** In a table of the application's database. */
		JDBC

	}

	/**
	 * A key of the configuration.
	 *
	 * @param hash SHA-256 hash of the key in hexadecimal
	 * @param value key itself, or several separated by commas
	 * @param roles roles of the key, with or without ROLE_
	 * @param scopes scopes of the key
	 * @param expiresAt moment from which the key is refused
	 * @param tier tier of limits of the key
	 */
	public record StaticKey(@Nullable String hash, @Nullable Secret value, @DefaultValue List<String> roles,
			@DefaultValue List<String> scopes, @Nullable Instant expiresAt, @Nullable String tier) {

	}

}
