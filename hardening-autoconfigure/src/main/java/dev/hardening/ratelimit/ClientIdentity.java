package dev.hardening.ratelimit;

import org.jspecify.annotations.Nullable;

/**
 * Who sends a request, as far as that was verified when the limits are evaluated.
 */
public interface ClientIdentity {

	/** Nobody in particular. */
	ClientIdentity ANONYMOUS = new ClientIdentity() {

		@Override
		public @Nullable String principal() {
			return null;
		}

		@Override
		public @Nullable String apiKeyId() {
			return null;
		}

		@Override
		public boolean hasTier(String tier) {
			return false;
		}

	};

	/**
	 * Return who is authenticated.
	 * @return the name, or {@code null} when nobody is
	 */
	@Nullable String principal();

	/**
	 * Return the API key that authenticated the request.
	 * @return the id of the key, or {@code null} when it was none
	 */
	@Nullable String apiKeyId();

	/**
	 * Return whether the client has an authority, or an API key of a tier.
	 * @param tier the name of the tier
	 * @return {@code true} if the limits of the tier are the client's
	 */
	boolean hasTier(String tier);

}
