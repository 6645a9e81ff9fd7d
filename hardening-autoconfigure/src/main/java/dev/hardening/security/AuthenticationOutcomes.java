package dev.hardening.security;

/**
 * Counts what came of authentications.
 */
interface AuthenticationOutcomes {

	void authenticated(String mechanism);

	void failed(String mechanism);

}
