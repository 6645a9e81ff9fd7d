package dev.hardening.sample.login;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.stereotype.Component;

/**
 * Begins resets. Nothing that depends on the name is done before the answer, and after it
 * every name costs the same here, one statement that returns one row: neither what is
 * answered, nor how long it takes, nor how fast the queue empties tells who has an
 * account (OWASP ASVS 5.0, 6.3.8). What only owners of accounts cause, the ticket and its
 * mail, is done by {@link ResetDeliveries}, so that a slow way to one owner holds up
 * nobody's look-up (OWASP ASVS 5.0, 15.2.2).
 * <p>
 * When too many wait, the answer is the same as ever and the reset is dropped. A refusal
 * would be kinder to programs, which repeat what was refused. But people who get no mail
 * ask again anyway, since the answer never promised one; a refusal would tell a flood
 * that it has filled the queue and, when it ends, how fast the queue empties; and a 202
 * says by its definition that nothing may come of it (RFC 9110, 15.3.3). Operators learn
 * it from the metric and the log.
 */
@Component
class PasswordResets implements DisposableBean {

	private static final Log logger = LogFactory.getLog(PasswordResets.class);

	/** So many names may wait to be looked up, for milliseconds each. */
	static final int WAITING = 1000;

	private static final Duration TO_FINISH = Duration.ofSeconds(3);

	/** The name of its metrics. */
	private static final String NAME = "password-resets";

	private final Accounts accounts;

	private final ResetDeliveries deliveries;

	private final ResetLimit limit;

	private final DroppedResets dropped;

	private final BackgroundWork work;

	PasswordResets(Accounts accounts, ResetDeliveries deliveries, ResetLimit limit, DroppedResets dropped,
			ThreadPoolTaskExecutorBuilder executors, MeterRegistry meters) {
		this.accounts = accounts;
		this.deliveries = deliveries;
		this.limit = limit;
		this.dropped = dropped;
		this.work = new BackgroundWork(NAME, 1, WAITING, TO_FINISH, executors, meters);
	}

	/**
	 * Begin a reset, unless there were enough for that name or too many wait. Whoever
	 * asks sees no difference.
	 * @param username whose password, if there is such an account
	 */
	void begin(String username) {
		if (!this.limit.take(username)) {
			return;
		}
		try {
			this.work.execute(() -> lookUp(username));
		}
		catch (TaskRejectedException ex) {
			this.limit.giveBack(username);
			this.dropped.count(DroppedResets.Stage.LOOK_UP);
		}
	}

	private void lookUp(String username) {
		boolean known;
		try {
			known = this.accounts.exists(username);
		}
		catch (RuntimeException ex) {
			logger.error("The account of a password reset could not be looked up", ex);
			// Of any name alike: whether somebody has it, nobody knows by now.
			this.limit.giveBack(username);
			return;
		}
		if (known) {
			this.deliveries.begin(username);
		}
	}

	@Override
	public void destroy() {
		this.work.close();
	}

}
