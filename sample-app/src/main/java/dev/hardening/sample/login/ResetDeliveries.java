package dev.hardening.sample.login;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.stereotype.Component;

/**
 * Issues tickets for resets and has them delivered, a few at once and at most one for
 * each account, so that the last mail to come has the ticket that is good. Nothing of it
 * is seen by a request: what a request meets must not depend on what only accounts cause.
 */
@Component
class ResetDeliveries implements DisposableBean {

	private static final Log logger = LogFactory.getLog(ResetDeliveries.class);

	/** So many mails are sent at once: one slow mail server is not the end of all. */
	static final int AT_ONCE = 4;

	/** So many accounts may wait for theirs. */
	static final int WAITING = 1000;

	private static final Duration TO_FINISH = Duration.ofSeconds(7);

	/** The name of its metrics. */
	private static final String NAME = "password-reset-deliveries";

	private final Set<String> pending = ConcurrentHashMap.newKeySet();

	private final Accounts accounts;

	private final Tickets tickets;

	private final ResetDelivery delivery;

	private final DroppedResets dropped;

	private final BackgroundWork work;

	ResetDeliveries(Accounts accounts, Tickets tickets, ResetDelivery delivery, DroppedResets dropped,
			ThreadPoolTaskExecutorBuilder executors, MeterRegistry meters) {
		this.accounts = accounts;
		this.tickets = tickets;
		this.delivery = delivery;
		this.dropped = dropped;
		this.work = new BackgroundWork(NAME, AT_ONCE, WAITING, TO_FINISH, executors, meters);
	}

	/**
	 * Have a ticket delivered, unless one is under way to the same owner or too many
	 * wait.
	 * @param username the owner of an account
	 */
	void begin(String username) {
		if (!this.pending.add(username)) {
			return;
		}
		try {
			this.work.execute(() -> deliver(username));
		}
		catch (TaskRejectedException ex) {
			this.pending.remove(username);
			// The permit of the name is not given back: the limit is asked before the
			// answer, and what is done there must not depend on who has an account.
			this.dropped.count(DroppedResets.Stage.DELIVERY);
		}
	}

	private void deliver(String username) {
		try {
			this.accounts.find(username)
				.ifPresent((account) -> this.delivery.deliver(account.username(),
						this.tickets.issue(account, Tickets.Purpose.PASSWORD_RESET)));
		}
		catch (RuntimeException ex) {
			logger.error("The ticket of a password reset could not be delivered", ex);
		}
		finally {
			this.pending.remove(username);
		}
	}

	@Override
	public void destroy() {
		this.work.close();
	}

}
