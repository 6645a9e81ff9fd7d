package dev.hardening.jwt;

import com.nimbusds.jose.JOSEException;

/**
 * Knows the keys of an issuer.
 */
@FunctionalInterface
interface Signatures {

	/**
	 * Return whether a token was signed by one of the keys that its header allows.
	 * @param token the token
	 * @return {@code true} if its signature is good
	 * @throws JOSEException if the signature is none of its algorithm
	 * @throws TokenUnjudgedException if the keys are out of reach
	 */
	boolean areGoodOn(GatedToken token) throws JOSEException;

}
