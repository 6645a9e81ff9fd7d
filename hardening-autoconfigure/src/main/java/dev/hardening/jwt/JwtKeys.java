package dev.hardening.jwt;

import java.util.List;

import com.nimbusds.jose.jwk.JWK;
import org.jspecify.annotations.Nullable;

/**
 * The keys of this application.
 *
 * @param signing the key that signs, or {@code null} where tokens are only verified
 * @param verifying all keys that verify, the signing one among them
 */
record JwtKeys(@Nullable JWK signing, List<JWK> verifying) {

	JWK signingKey() {
		if (this.signing == null) {
			throw new IllegalStateException("There is no key to sign with");
		}
		return this.signing;
	}

	@Override
	public String toString() {
		return "JwtKeys[" + this.verifying.size() + "]";
	}

}
