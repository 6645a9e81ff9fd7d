package dev.hardening.store;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * State that several instances share: sessions and revocations of tokens, and links that
 * were used.
 *
 * @param store where it is kept
 * @param keyPrefix start of every key in Redis
 * @param timeout time that a request waits for Redis at most
 * @param retryAfterFailure time for which a store that failed is not asked
 */
@ConfigurationProperties("hardening.shared-state")
public record SharedStateProperties(@DefaultValue("auto") Store store, @DefaultValue("hardening:") String keyPrefix,
		@DefaultValue("250ms") Duration timeout, @DefaultValue("5s") Duration retryAfterFailure) {

	/**
	 * Where shared state is kept.
	 */
	public enum Store {

		/** In Redis where one is configured, else in the database, else in memory. */
		AUTO,

		/** In the Redis of Spring Data Redis. */
		REDIS,

		/** In a table of the application's database. */
		JDBC,

		/** In the memory of each instance, so that none knows what others know. */
		LOCAL

	}

}
