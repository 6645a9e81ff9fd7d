package dev.hardening.jwt;

import java.math.BigInteger;
import java.util.BitSet;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import org.jspecify.annotations.Nullable;

/**
 * Knows public keys whose signatures can be forged.
 */
final class WeakKeys {

	private static final int SHORTEST_RSA = 2048;

	/**
	 * Primes by which a modulus of the library behind CVE-2017-15361 (ROCA) gives itself
	 * away: its remainder is always a power of 65537. Of other moduli not one in two
	 * hundred million is.
	 */
	private static final int[] PRIMES = { 11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157 };

	private static final int GENERATOR = 65537;

	private static final BitSet[] POWERS = powers();

	private WeakKeys() {
	}

	private static BitSet[] powers() {
		BitSet[] powers = new BitSet[PRIMES.length];
		for (int i = 0; i < PRIMES.length; i++) {
			powers[i] = new BitSet(PRIMES[i]);
			int power = 1;
			while (!powers[i].get(power)) {
				powers[i].set(power);
				power = power * (GENERATOR % PRIMES[i]) % PRIMES[i];
			}
		}
		return powers;
	}

	/**
	 * Say what is weak about a key.
	 * @param key the key
	 * @return the end of the sentence "key ...", or {@code null} when nothing is known
	 * against it
	 */
	static @Nullable String weakness(JWK key) {
		try {
			if (key instanceof RSAKey rsa) {
				return weakness(rsa.toRSAPublicKey().getModulus(), rsa.toRSAPublicKey().getPublicExponent());
			}
			if (key instanceof ECKey ec) {
				// Also refuses a point that is not on the curve.
				ec.toECPublicKey();
				return isOfJose(ec.getCurve()) ? null : "is on a curve other than P-256, P-384 and P-521";
			}
			return null;
		}
		catch (JOSEException | IllegalStateException ex) {
			return "is not a valid key";
		}
	}

	private static boolean isOfJose(Curve curve) {
		return curve.equals(Curve.P_256) || curve.equals(Curve.P_384) || curve.equals(Curve.P_521);
	}

	private static @Nullable String weakness(BigInteger modulus, BigInteger exponent) {
		if (modulus.bitLength() < SHORTEST_RSA) {
			return "has %d bits, fewer than %d".formatted(modulus.bitLength(), SHORTEST_RSA);
		}
		if (!modulus.testBit(0) || !exponent.testBit(0) || exponent.bitLength() < 2) {
			return "is not a valid key";
		}
		return isRoca(modulus) ? "was made by a library with a known flaw (CVE-2017-15361)" : null;
	}

	private static boolean isRoca(BigInteger modulus) {
		for (int i = 0; i < PRIMES.length; i++) {
			if (!POWERS[i].get(modulus.mod(BigInteger.valueOf(PRIMES[i])).intValue())) {
				return false;
			}
		}
		return true;
	}

}
