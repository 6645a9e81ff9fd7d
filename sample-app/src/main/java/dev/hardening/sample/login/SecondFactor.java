package dev.hardening.sample.login;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;

import javax.crypto.spec.SecretKeySpec;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Time-based one-time passwords (RFC 6238), as every authenticator application makes
 * them. The step before the present one is accepted too, and no step twice.
 */
@Component
class SecondFactor {

	private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();

	private final SecureRandom random = new SecureRandom();

	private final Clock clock;

	private final Accounts accounts;

	@Autowired
	SecondFactor(Accounts accounts) {
		this(accounts, Clock.systemUTC());
	}

	SecondFactor(Accounts accounts, Clock clock) {
		this.accounts = accounts;
		this.clock = clock;
	}

	String newSecret() {
		byte[] secret = new byte[20];
		this.random.nextBytes(secret);
		return Base32.encode(secret);
	}

	String uri(Account account, String secret) {
		return UriComponentsBuilder.fromUriString("otpauth://totp/studio:{user}?secret={secret}&issuer=studio")
			.build(account.username(), secret)
			.toString();
	}

	boolean check(Account account, String secret, String code) {
		Instant now = this.clock.instant();
		long step = now.toEpochMilli() / this.generator.getTimeStep().toMillis();
		return (matches(secret, code, now) && this.accounts.useTotpStep(account.id(), step))
				|| (matches(secret, code, now.minus(this.generator.getTimeStep()))
						&& this.accounts.useTotpStep(account.id(), step - 1));
	}

	private boolean matches(String secret, String code, Instant time) {
		SecretKeySpec key = new SecretKeySpec(Base32.decode(secret), this.generator.getAlgorithm());
		try {
			String expected = this.generator.generateOneTimePasswordString(key, time);
			return MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII),
					code.getBytes(StandardCharsets.US_ASCII));
		}
		catch (InvalidKeyException ex) {
			throw new IllegalStateException("The secret of a second factor cannot be used", ex);
		}
	}

}
