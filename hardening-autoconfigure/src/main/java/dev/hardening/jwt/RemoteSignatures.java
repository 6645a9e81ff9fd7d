package dev.hardening.jwt;

import java.security.Key;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerifierFactory;
import com.nimbusds.jose.proc.SecurityContext;

/**
 * Verifies by the keys of an external issuer, and tells a token that is bad from one that
 * cannot be judged because the keys are out of reach.
 */
final class RemoteSignatures implements Signatures {

	private final JWSVerifierFactory factory = new DefaultJWSVerifierFactory();

	private final JWSKeySelector<SecurityContext> selector;

	private final RemoteKeys keys;

	RemoteSignatures(JWSKeySelector<SecurityContext> selector, RemoteKeys keys) {
		this.selector = selector;
		this.keys = keys;
	}

	@Override
	public boolean areGoodOn(GatedToken token) throws JOSEException {
		JWSHeader header = token.header().parsed();
		for (Key key : keys(header)) {
			JWSVerifier verifier = this.factory.createJWSVerifier(header, key);
			if (verifier.verify(header, token.signedBytes(), token.signature())) {
				return true;
			}
		}
		return false;
	}

	private List<? extends Key> keys(JWSHeader header) throws JOSEException {
		try {
			return this.selector.selectJWSKeys(header, null);
		}
		catch (KeySourceException ex) {
			boolean unreachable = ex instanceof JWKSetUnavailableException
					|| (ex instanceof RateLimitReachedException && !this.keys.isLoaded());
			if (unreachable) {
				throw new TokenUnjudgedException("The keys of the issuer cannot be fetched", ex);
			}
			throw ex;
		}
	}

}
