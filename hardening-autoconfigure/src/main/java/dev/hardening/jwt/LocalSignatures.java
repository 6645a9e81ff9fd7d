package dev.hardening.jwt;

import java.util.List;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import org.jspecify.annotations.Nullable;

/**
 * Verifies by this application's own keys. Each key verifies its one algorithm and no
 * other, and a header that names a key is verified by that one alone (RFC 8725, 3.1 and
 * 3.2).
 */
final class LocalSignatures implements Signatures {

	private final List<Verifier> verifiers;

	LocalSignatures(JwtKeys keys) {
		this.verifiers = keys.verifying().stream().map(Verifier::of).toList();
	}

	@Override
	public boolean areGoodOn(GatedToken token) throws JOSEException {
		JWSHeader header = token.header().parsed();
		for (Verifier verifier : this.verifiers) {
			if (verifier.isFor(header) && verifier.verifier().verify(header, token.signedBytes(), token.signature())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A key, ready to verify.
	 *
	 * @param id the name of the key, or {@code null} if it has none
	 * @param algorithm the algorithm it is for
	 * @param verifier what verifies by it, by as many threads as like to
	 */
	private record Verifier(@Nullable String id, Algorithm algorithm, JWSVerifier verifier) {

		static Verifier of(JWK key) {
			try {
				return new Verifier(key.getKeyID(), key.getAlgorithm(), verifier(key));
			}
			catch (JOSEException ex) {
				throw new IllegalStateException("A key that was checked is none", ex);
			}
		}

		private static JWSVerifier verifier(JWK key) throws JOSEException {
			if (key instanceof RSAKey rsa) {
				return new RSASSAVerifier(rsa.toRSAPublicKey());
			}
			if (key instanceof ECKey ec) {
				return new ECDSAVerifier(ec.toECPublicKey());
			}
			return new MACVerifier((OctetSequenceKey) key);
		}

		// A certificate that a header demands belongs to none of these keys.
		boolean isFor(JWSHeader header) {
			return this.algorithm.equals(header.getAlgorithm())
					&& (header.getKeyID() == null || header.getKeyID().equals(this.id))
					&& header.getX509CertSHA256Thumbprint() == null;
		}

	}

}
