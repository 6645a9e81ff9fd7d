package dev.hardening.jwt;

import java.util.Map;

import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;

/**
 * The public keys of this application in the form in which others read them (RFC 7517).
 */
public final class PublicKeys {

	private final String json;

	private final boolean empty;

	PublicKeys(JwtKeys keys) {
		JWKSet set = new JWKSet(
				keys.verifying().stream().filter(AsymmetricJWK.class::isInstance).map(JWK::toPublicJWK).toList());
		this.empty = set.isEmpty();
		Map<String, Object> members = set.toJSONObject(true);
		this.json = JSONObjectUtils.toJSONString(members);
	}

	/**
	 * Return the key set.
	 * @return a JSON document with public members only
	 */
	public String json() {
		return this.json;
	}

	/**
	 * Return whether there is nothing to publish, as where a secret signs.
	 * @return {@code true} if there is no public key
	 */
	public boolean isEmpty() {
		return this.empty;
	}

}
