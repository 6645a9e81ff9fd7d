package dev.hardening.sample.login;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.hardening.web.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * What is done before the answer to whoever forgot the password: the same for every name,
 * and nothing that depends on whether there is such an account.
 */
class PasswordResetsTests {

	private final CountDownLatch held = new CountDownLatch(1);

	/** Look-ups and deliveries in their order, each with the thread that did it. */
	private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

	private final PasswordResets resets = new PasswordResets(accounts(), tickets(), (username, ticket) -> {
		record("deliver " + username);
		if (username.equals("broken")) {
			throw new IllegalStateException("No way to the owner");
		}
	}, new ThreadPoolTaskExecutorBuilder());

	@AfterEach
	void stop() {
		this.held.countDown();
		this.resets.destroy();
	}

	@Test
	void resetWhenBegunLeavesAllThatDependsOnTheNameToAnotherThread() throws InterruptedException {
		// Were any of it done here, this would wait for what is held.
		for (String name : List.of("known", "nobody", "broken", "known")) {
			this.resets.begin(name);
		}
		assertThat(next()).isEqualTo("find known");
		assertThat(this.done).isEmpty();
		this.held.countDown();
		assertThat(next()).isEqualTo("deliver known");
		assertThat(next()).isEqualTo("find nobody");
		assertThat(next()).isEqualTo("find broken");
		assertThat(next()).isEqualTo("deliver broken");
		assertThat(next()).isEqualTo("find known");
		assertThat(next()).isEqualTo("deliver known");
	}

	@Test
	void resetsWhenTooManyWaitAreRefusedWhateverTheName() throws InterruptedException {
		this.resets.begin("known");
		assertThat(next()).isEqualTo("find known");
		for (int i = 0; i < PasswordResets.WAITING; i++) {
			this.resets.begin("nobody");
		}
		for (String name : List.of("known", "nobody")) {
			assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> this.resets.begin(name))
				.satisfies((ex) -> assertThat(ex.problem().status()).isEqualTo(503))
				.satisfies((ex) -> assertThat(ex.problem().headers()).containsKey("Retry-After"));
		}
	}

	@Test
	void resetsWhenTheApplicationEndsAreStillDelivered() throws InterruptedException {
		this.resets.begin("nobody");
		this.resets.begin("known");
		this.held.countDown();
		this.resets.destroy();
		assertThat(this.done).hasSize(3).last().asString().startsWith("deliver known");
	}

	private String next() throws InterruptedException {
		String next = this.done.poll(60, TimeUnit.SECONDS);
		assertThat(next).isNotNull().endsWith(" by password-reset-1");
		return next.substring(0, next.indexOf(" by "));
	}

	private void record(String what) {
		this.done.add(what + " by " + Thread.currentThread().getName());
	}

	private Accounts accounts() {
		Accounts accounts = mock(Accounts.class);
		given(accounts.find(anyString())).willAnswer((call) -> {
			String name = call.getArgument(0);
			record("find " + name);
			this.held.await();
			return name.equals("nobody") ? Optional.empty()
					: Optional.of(new Account(1, name, "{noop}x", null, false, 0, List.of()));
		});
		return accounts;
	}

	private static Tickets tickets() {
		Tickets tickets = mock(Tickets.class);
		given(tickets.issue(any(), any())).willReturn("the-ticket");
		return tickets;
	}

}
