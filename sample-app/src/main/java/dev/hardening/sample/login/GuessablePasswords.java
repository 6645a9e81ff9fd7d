package dev.hardening.sample.login;

import java.util.List;
import java.util.Map;

import com.nulabinc.zxcvbn.Zxcvbn;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.password.CompromisedPasswordChecker;
import org.springframework.security.authentication.password.CompromisedPasswordDecision;
import org.springframework.stereotype.Component;

/**
 * Knows passwords that are among the first that an attacker tries, and those that
 * resemble one, by a list that comes with the library: no password leaves the process
 * (OWASP ASVS 5.0, 6.2.4 and 6.2.12).
 */
@Component
class GuessablePasswords implements CompromisedPasswordChecker {

	/** So much is looked at: what begins well is good, and the work has a bound. */
	private static final int LENGTH = 64;

	/** Of 0 to 4. From 3 on it takes more than a hundred million guesses. */
	private static final int LEAST_SCORE = 3;

	private final Zxcvbn zxcvbn = new Zxcvbn();

	@Override
	public CompromisedPasswordDecision check(@Nullable String password) {
		return new CompromisedPasswordDecision(password != null && isGuessable(password, List.of()));
	}

	/**
	 * Refuse a password that an account shall have.
	 * @param password the password
	 * @param username the name of the account
	 * @throws ProblemException if it can be guessed
	 */
	void refuse(String password, String username) {
		if (isGuessable(password, username)) {
			throw new ProblemException(Problem.of(ProblemType.VALIDATION_FAILED, null)
				.with("errors", List.of(Map.of("field", "new_password", "message",
						"is easy to guess: it is, or resembles, one that many people use"))));
		}
	}

	/**
	 * Return whether a password that an account shall have can be guessed.
	 * @param password the password
	 * @param username the name of the account
	 * @return {@code true} if it can
	 */
	boolean isGuessable(String password, String username) {
		return isGuessable(password, List.of(username, "studio"));
	}

	private boolean isGuessable(String password, List<String> known) {
		String start = password.substring(0, Math.min(password.length(), LENGTH));
		return this.zxcvbn.measure(start, known).getScore() < LEAST_SCORE;
	}

}
