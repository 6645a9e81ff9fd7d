package dev.hardening.sample.login;

import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;

import javax.crypto.spec.SecretKeySpec;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;

import static org.awaitility.Awaitility.await;

/**
 * The authenticator of a user, by the clock of the machine.
 */
final class Authenticator {

	private static final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();

	private static final Duration STEP = generator.getTimeStep();

	private Authenticator() {
	}

	/**
	 * Wait until most of a step is left. The code of the step before is good until the
	 * present one ends, which would else be at any moment.
	 */
	static void awaitStep() {
		await().atMost(Duration.ofMinutes(2))
			.until(() -> Instant.now().toEpochMilli() % STEP.toMillis() < STEP.toMillis() / 2);
	}

	/**
	 * Make a code.
	 * @param secret the secret of the user
	 * @param steps of which step: 0 for the present one, -1 for the one before
	 * @return the code
	 */
	static String code(String secret, int steps) throws InvalidKeyException {
		return generator.generateOneTimePasswordString(new SecretKeySpec(Base32.decode(secret), "HmacSHA1"),
				Instant.now().plus(STEP.multipliedBy(steps)));
	}

}
