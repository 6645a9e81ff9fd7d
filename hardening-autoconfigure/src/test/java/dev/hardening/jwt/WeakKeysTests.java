package dev.hardening.jwt;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Random;

import com.nimbusds.jose.jwk.RSAKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WeakKeysTests {

	@Test
	void keyWhenFreshIsGood() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(2048);
		RSAPublicKey key = (RSAPublicKey) generator.generateKeyPair().getPublic();
		assertThat(WeakKeys.weakness(new RSAKey.Builder(key).build())).isNull();
	}

	@Test
	void keyWhenShortIsWeak() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(1024);
		RSAPublicKey key = (RSAPublicKey) generator.generateKeyPair().getPublic();
		assertThat(WeakKeys.weakness(new RSAKey.Builder(key).build())).contains("1024 bits");
	}

	@Test
	void modulusWhenOfTheFlawedFamilyIsWeak() throws Exception {
		// As the flawed library makes primes: k * M + (65537^a mod M).
		BigInteger product = BigInteger.ONE;
		for (BigInteger prime = BigInteger.TWO; prime.intValue() < 702; prime = prime.nextProbablePrime()) {
			product = product.multiply(prime);
		}
		Random random = new Random(1);
		BigInteger generator = BigInteger.valueOf(65537);
		BigInteger first = prime(product, generator, random);
		BigInteger modulus = first.multiply(prime(product, generator, random));
		RSAPublicKey key = (RSAPublicKey) KeyFactory.getInstance("RSA")
			.generatePublic(new RSAPublicKeySpec(modulus, generator));
		assertThat(modulus.bitLength()).isGreaterThanOrEqualTo(2047);
		assertThat(WeakKeys.weakness(new RSAKey.Builder(key).build())).contains("CVE-2017-15361");
	}

	private BigInteger prime(BigInteger product, BigInteger generator, Random random) {
		int bits = 1026 - product.bitLength();
		while (true) {
			BigInteger candidate = product.multiply(new BigInteger(bits, random).setBit(bits - 1))
				.add(generator.modPow(new BigInteger(256, random), product));
			if (candidate.isProbablePrime(20)) {
				return candidate;
			}
		}
	}

}
