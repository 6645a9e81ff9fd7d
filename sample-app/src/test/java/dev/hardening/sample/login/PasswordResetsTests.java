package dev.hardening.sample.login;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.hardening.ratelimit.RateLimitDecision;
import dev.hardening.ratelimit.RateLimiter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.task.ThreadPoolTaskExecutorBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * What is done before the answer to whoever forgot the password: the same for every name,
 * and nothing that depends on whether there is such an account.
 */
class PasswordResetsTests {

	private static final String LOOK_UPS = "password-resets-1";

	private final CountDownLatch held = new CountDownLatch(1);

	private final CountDownLatch mailHeld = new CountDownLatch(1);

	/** Look-ups and deliveries in their order, each with the thread that did it. */
	private final BlockingQueue<String> done = new LinkedBlockingQueue<>();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final Accounts accounts = accounts();

	private final DroppedResets dropped = new DroppedResets(this.meters);

	private final ResetDeliveries deliveries = new ResetDeliveries(this.accounts, tickets(), this::deliver,
			this.dropped, new ThreadPoolTaskExecutorBuilder(), this.meters);

	private final RateLimiter limiter = limiter();

	private final PasswordResets resets = new PasswordResets(this.accounts, this.deliveries,
			new ResetLimit(this.limiter), this.dropped, new ThreadPoolTaskExecutorBuilder(), this.meters);

	@AfterEach
	void stop() {
		this.held.countDown();
		this.mailHeld.countDown();
		this.resets.destroy();
		this.deliveries.destroy();
	}

	@Test
	void resetWhenBegunLeavesAllThatDependsOnTheNameToOtherThreads() throws InterruptedException {
		// Were any of it done here, this would wait for what is held.
		for (String name : List.of("known", "nobody", "broken", "last")) {
			this.resets.begin(name);
		}
		assertThat(next()).isEqualTo("look up known by " + LOOK_UPS);
		assertThat(this.done).isEmpty();
		this.held.countDown();
		List<String> lookUps = new ArrayList<>();
		List<String> deliveries = new ArrayList<>();
		while (lookUps.size() + deliveries.size() < 6) {
			String next = next();
			(next.startsWith("look up ") ? lookUps : deliveries).add(next);
		}
		assertThat(lookUps).containsExactly("look up nobody by " + LOOK_UPS, "look up broken by " + LOOK_UPS,
				"look up last by " + LOOK_UPS);
		assertThat(deliveries).allMatch((delivery) -> delivery.contains(" by password-reset-deliveries-"))
			.extracting((delivery) -> delivery.substring(0, delivery.indexOf(" by ")))
			.containsExactlyInAnyOrder("deliver known", "deliver broken", "deliver last");
	}

	@Test
	void resetsWhenTooManyWaitAreDroppedAndCountedWhateverTheName() throws InterruptedException {
		this.resets.begin("known");
		assertThat(next()).startsWith("look up known");
		for (int i = 0; i < PasswordResets.WAITING; i++) {
			this.resets.begin("nobody");
		}
		assertThat(dropped("look-up")).isZero();
		this.resets.begin("known");
		this.resets.begin("nobody");
		assertThat(dropped("look-up")).isEqualTo(2);
	}

	@Test
	void deliveriesWhenOneIsUnderWayToTheSameOwnerAreThatOne() throws InterruptedException {
		this.held.countDown();
		this.resets.begin("slow");
		this.resets.begin("slow");
		this.resets.begin("known");
		assertThat(List.of(next(), next(), next(), next()))
			.extracting((done) -> done.substring(0, done.indexOf(" by ")))
			.containsExactlyInAnyOrder("look up slow", "look up slow", "look up known", "deliver known");
		this.mailHeld.countDown();
		assertThat(next()).startsWith("deliver slow");
		this.resets.destroy();
		this.deliveries.destroy();
		assertThat(this.done).isEmpty();
		assertThat(dropped("delivery")).isZero();
	}

	@Test
	void deliveriesWhenTooManyWaitAreDroppedAndHoldUpNoLookUp() throws InterruptedException {
		this.held.countDown();
		int room = ResetDeliveries.AT_ONCE + ResetDeliveries.WAITING;
		for (int i = 0; i < room + 1; i++) {
			this.resets.begin("slow" + i);
			assertThat(next()).startsWith("look up slow" + i + " ");
		}
		this.resets.begin("nobody");
		assertThat(next()).startsWith("look up nobody ");
		assertThat(dropped("delivery")).isOne();
		assertThat(dropped("look-up")).isZero();
		this.mailHeld.countDown();
		for (int i = 0; i < room; i++) {
			assertThat(next()).startsWith("deliver slow");
		}
		// There was no room for it, and it is not waited for ever after.
		this.resets.begin("slow" + room);
		assertThat(next()).startsWith("look up slow" + room);
		assertThat(next()).startsWith("deliver slow" + room);
	}

	@Test
	void permitWhenTheDatabaseIsAwayIsGivenBackAndTheNextIsLookedUp() throws InterruptedException {
		this.held.countDown();
		this.resets.begin("unlucky");
		this.resets.begin("nobody");
		assertThat(next()).startsWith("look up unlucky");
		assertThat(next()).startsWith("look up nobody");
		this.resets.destroy();
		then(this.limiter).should().release(ResetLimit.POLICY, "unlucky", 1);
		then(this.limiter).should(never()).release(ResetLimit.POLICY, "nobody", 1);
	}

	@Test
	void resetWhenThereIsNoPermitForTheNameIsNotLookedUp() throws InterruptedException {
		this.held.countDown();
		this.resets.begin("tired");
		this.resets.begin("nobody");
		assertThat(next()).startsWith("look up nobody");
		then(this.limiter).should(never()).release(anyString(), anyString(), anyLong());
	}

	@Test
	void resetsWhenTheApplicationEndsAreStillDelivered() throws InterruptedException {
		this.resets.begin("nobody");
		this.resets.begin("known");
		this.held.countDown();
		this.resets.destroy();
		this.deliveries.destroy();
		assertThat(this.done).hasSize(3).last().asString().startsWith("deliver known");
	}

	private double dropped(String stage) {
		return this.meters.get("studio.password.resets.dropped").tag("stage", stage).counter().count();
	}

	private String next() throws InterruptedException {
		String next = this.done.poll(60, TimeUnit.SECONDS);
		assertThat(next).isNotNull();
		return next;
	}

	private void record(String what) {
		this.done.add(what + " by " + Thread.currentThread().getName());
	}

	private void deliver(String username, String ticket) {
		try {
			if (username.startsWith("slow")) {
				this.mailHeld.await();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		record("deliver " + username);
		if (username.equals("broken")) {
			throw new IllegalStateException("No way to the owner");
		}
	}

	private Accounts accounts() {
		Accounts accounts = mock(Accounts.class);
		given(accounts.exists(anyString())).willAnswer((call) -> {
			record("look up " + call.getArgument(0));
			this.held.await();
			if (call.getArgument(0).equals("unlucky")) {
				throw new IllegalStateException("No database");
			}
			return !call.getArgument(0).equals("nobody");
		});
		given(accounts.find(anyString())).willAnswer(
				(call) -> Optional.of(new Account(1, call.getArgument(0), "{noop}x", null, false, 0, List.of())));
		return accounts;
	}

	private static RateLimiter limiter() {
		RateLimiter limiter = mock(RateLimiter.class);
		given(limiter.tryAcquire(anyString(), anyString(), anyLong()))
			.willAnswer((call) -> new RateLimitDecision(call.getArgument(0), !call.getArgument(1).equals("tired"), 3, 0,
					Duration.ZERO, Duration.ZERO));
		return limiter;
	}

	private static Tickets tickets() {
		Tickets tickets = mock(Tickets.class);
		given(tickets.issue(any(), any())).willReturn("the-ticket");
		return tickets;
	}

}
