package dev.hardening.lockout;

import dev.hardening.web.ControlMode;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;

/**
 * Tells the lockout whose credential is about to be checked, for logins whose user name
 * it cannot read by itself, as in a JSON body. Inject it into the controller:
 *
 * <pre class="code">
 * this.attempts.begin(login.username());
 * Account account = this.passwords.check(login.username(), login.password());
 * </pre>
 *
 * Call it for every name, whether there is such a user or not, so that the answers do not
 * tell which. Without a track that counts by user name it costs nothing.
 * <p>
 * See OWASP ASVS 5.0 6.3.1 and 6.3.8.
 */
public final class LoginAttempts {

	private static final String CONTROL = "lockout";

	private final Lockouts lockouts;

	private final ControlReporter reporter;

	LoginAttempts(Lockouts lockouts, ControlReporter reporter) {
		this.lockouts = lockouts;
		this.reporter = reporter;
	}

	/**
	 * Begin the check of a credential, on the thread of the request. The attempt counts
	 * as failed when the request is answered with 401 or Spring Security says so.
	 * @param username the name that is tried
	 * @throws ProblemException with the answer 429 {@code locked_out} when the name has
	 * no attempt left
	 */
	public void begin(String username) {
		LockoutAttempt attempt = this.lockouts.current();
		Problem problem = (attempt != null) ? attempt.reserveFor(username) : null;
		if (problem == null) {
			return;
		}
		this.reporter.refused(CONTROL, this.lockouts.mode(), problem::toString);
		if (this.lockouts.mode() == ControlMode.ENFORCE) {
			throw new ProblemException(problem);
		}
	}

}
