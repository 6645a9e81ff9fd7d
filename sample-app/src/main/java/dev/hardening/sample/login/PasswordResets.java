package dev.hardening.sample.login;

import java.time.Duration;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.ProblemType;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Looks for the account, issues its ticket and has it delivered, all after the answer:
 * whoever asks learns neither from what it says nor from how long it takes who has an
 * account (OWASP ASVS 5.0, 6.3.8).
 */
@Component
class PasswordResets implements DisposableBean {

	private static final Log logger = LogFactory.getLog(PasswordResets.class);

	/** So many may wait. The limit of requests is far below it, for each client. */
	static final int WAITING = 100;

	private static final Duration TO_FINISH = Duration.ofSeconds(10);

	private final Accounts accounts;

	private final Tickets tickets;

	private final ResetDelivery delivery;

	private final ThreadPoolTaskExecutor executor;

	// Boot's builder hands the id of the request on to what is done after the answer.
	PasswordResets(Accounts accounts, Tickets tickets, ResetDelivery delivery,
			ThreadPoolTaskExecutorBuilder executors) {
		this.accounts = accounts;
		this.tickets = tickets;
		this.delivery = delivery;
		this.executor = executors.threadNamePrefix("password-reset-")
			.corePoolSize(1)
			.maxPoolSize(1)
			.queueCapacity(WAITING)
			.awaitTermination(true)
			.awaitTerminationPeriod(TO_FINISH)
			.build();
		this.executor.initialize();
	}

	/**
	 * Begin a reset.
	 * @param username whose password, if there is such an account
	 * @throws ProblemException if too many wait already
	 */
	void begin(String username) {
		try {
			this.executor.execute(() -> deliver(username));
		}
		catch (TaskRejectedException ex) {
			throw new ProblemException(Problem.of(ProblemType.UNAVAILABLE, null).withHeader("Retry-After", "60"));
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
	}

	@Override
	public void destroy() {
		this.executor.shutdown();
	}

}
