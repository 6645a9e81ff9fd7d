package dev.hardening.lockout;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.lockout.LockoutProperties.KeyPart;
import dev.hardening.lockout.LockoutProperties.Track;
import dev.hardening.ratelimit.RateLimitStore;
import dev.hardening.ratelimit.local.LocalRateLimitAutoConfiguration;
import dev.hardening.web.ControlMode;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.server.PathContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Lockouts} on the local store.
 */
class LockoutsTests {

	private static final PathContainer LOGIN = PathContainer.parsePath("/login");

	private final MovableClock clock = new MovableClock();

	private final List<String> locks = new ArrayList<>();

	private RateLimitStore store;

	private Runnable beforeCharge;

	@BeforeEach
	void store() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(LocalRateLimitAutoConfiguration.class))
			.withBean(TimeMeter.class, () -> this.clock)
			.run((context) -> this.store = context.getBean(RateLimitStore.class));
	}

	@Test
	void reserveWhenFailuresAreUsedUpIsLockedUntilTheLockEnds() {
		Lockouts lockouts = lockouts(List.of(KeyPart.IP), "15m");
		for (int i = 0; i < 5; i++) {
			assertThat(fail(lockouts, "a")).isNull();
		}
		assertThat(fail(lockouts, "a").members()).containsEntry("retry_after", 900L);
		assertThat(fail(lockouts, "b")).isNull();
		this.clock.advance(Duration.ofMinutes(15).minusSeconds(1));
		assertThat(fail(lockouts, "a").members()).containsEntry("retry_after", 1L);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(succeed(lockouts, "a")).isNull();
		assertThat(this.locks).containsExactly("login");
	}

	@Test
	void reserveWhenAttemptsSucceedIsNeverLocked() {
		Lockouts lockouts = lockouts(List.of(KeyPart.IP), "15m");
		for (int i = 0; i < 4; i++) {
			fail(lockouts, "a");
		}
		for (int i = 0; i < 50; i++) {
			assertThat(succeed(lockouts, "a")).isNull();
		}
		assertThat(fail(lockouts, "a")).isNull();
		assertThat(succeed(lockouts, "a")).as("the right password during a lock").isNotNull();
	}

	@Test
	void reserveWhenFailuresAreOlderThanTheWindowIsNotLocked() {
		Lockouts lockouts = lockouts(List.of(KeyPart.IP), "15m");
		for (int i = 0; i < 4; i++) {
			fail(lockouts, "a");
		}
		this.clock.advance(Duration.ofMinutes(5));
		for (int i = 0; i < 4; i++) {
			assertThat(fail(lockouts, "a")).isNull();
		}
		assertThat(this.locks).isEmpty();
	}

	@Test
	void lockWhenRepeatedLastsLonger() {
		Lockouts lockouts = lockouts(List.of(KeyPart.IP), "1m", "10m", "1h");
		for (long minutes : new long[] { 1, 10, 60, 60 }) {
			for (int i = 0; i < 5; i++) {
				assertThat(fail(lockouts, "a")).isNull();
			}
			assertThat(fail(lockouts, "a").members()).containsEntry("retry_after", minutes * 60);
			this.clock.advance(Duration.ofMinutes(minutes));
		}
	}

	@Test
	void reserveWhenManyGuessAtOnceChecksNoMoreThanAllowed() throws Exception {
		Lockouts lockouts = lockouts(List.of(KeyPart.IP, KeyPart.PATH), "15m");
		AtomicInteger checks = new AtomicInteger();
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService executor = Executors.newFixedThreadPool(32);
		List<Future<?>> guesses = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			guesses.add(executor.submit(() -> {
				start.await();
				LockoutAttempt attempt = begin(lockouts, "a", null);
				if (attempt.reserve() == null) {
					checks.incrementAndGet();
					attempt.outcome(true);
					attempt.end(true);
				}
				return null;
			}));
		}
		start.countDown();
		for (Future<?> guess : guesses) {
			guess.get();
		}
		executor.shutdown();
		assertThat(checks).hasValue(5);
		assertThat(this.locks).containsExactly("login");
	}

	@Test
	void reserveWhenTheLockBeginsInBetweenIsRefused() {
		Lockouts lockouts = lockouts(List.of(KeyPart.IP), "15m");
		for (int i = 0; i < 4; i++) {
			fail(lockouts, "a");
		}
		this.beforeCharge = () -> assertThat(fail(lockouts, "a")).isNull();
		assertThat(fail(lockouts, "a")).isNotNull();
		assertThat(this.locks).containsExactly("login");
	}

	@Test
	void reserveWhenKeyIsTheUserNameLocksThatNameFromEverywhere() {
		Lockouts lockouts = lockouts(List.of(KeyPart.USERNAME), "15m");
		for (int i = 0; i < 5; i++) {
			LockoutAttempt attempt = begin(lockouts, "address-" + i, "Alice");
			assertThat(attempt.reserve()).isNull();
			attempt.end(true);
		}
		assertThat(begin(lockouts, "elsewhere", "alice").reserve()).isNotNull();
		assertThat(begin(lockouts, "elsewhere", "bob").reserve()).isNull();
	}

	@Test
	void unlockWhenAskedEndsTheLock() {
		Lockouts lockouts = lockouts(List.of(KeyPart.IP), "15m");
		LockoutEndpoint endpoint = new LockoutEndpoint(lockouts, 64);
		for (int i = 0; i < 5; i++) {
			fail(lockouts, "a");
		}
		assertThat(endpoint.state("login", "a")).containsEntry("locked", true).containsEntry("retry_after", 900L);
		endpoint.unlock("login", "a");
		assertThat(endpoint.state("login", "a")).containsEntry("locked", false);
		assertThat(fail(lockouts, "a")).isNull();
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> endpoint.unlock("nothing", "a"))
			.satisfies((ex) -> assertThat(ex.problem().status()).isEqualTo(404));
	}

	@Test
	void createWhenAValueCannotWorkNamesTheKey() {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> create(new Track(true, List.of("/login"), List.of(KeyPart.IP), 0, Duration.ofMinutes(5),
					List.of(Duration.ofMinutes(1)))))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("hardening.lockout.tracks.login.failures"));
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> create(new Track(true, List.of("/login"), List.of(KeyPart.IP), 5, Duration.ofMinutes(5),
					List.of(Duration.ZERO))))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("hardening.lockout.tracks.login.lock[0]"));
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> create(new Track(true, List.of("/{"), List.of(KeyPart.IP), 5, Duration.ofMinutes(5),
					List.of(Duration.ofMinutes(1)))))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("hardening.lockout.tracks.login.paths[0]"));
	}

	@Test
	void reserveWhenManyTokensAreInFlightTakesNothingAndCountsWhatFails() {
		Lockouts lockouts = tokens();
		List<LockoutAttempt> inFlight = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			LockoutAttempt attempt = lockouts.begin(LOGIN, "a", PresentedCredential.TOKEN, null);
			assertThat(attempt.reserve()).isNull();
			inFlight.add(attempt);
		}
		for (int i = 0; i < 100; i++) {
			inFlight.get(i).outcome(i % 2 == 0);
			inFlight.get(i).end(i % 2 == 0);
		}
		assertThat(this.locks).as("one lock for all that were on their way").containsExactly("login");
		assertThat(lockouts.begin(LOGIN, "a", PresentedCredential.TOKEN, null).reserve().members())
			.containsEntry("retry_after", 900L);
		assertThat(lockouts.begin(LOGIN, "b", PresentedCredential.TOKEN, null).reserve()).isNull();
	}

	@Test
	void outcomeWhenRightGivesTheAttemptBackBeforeTheRequestEnds() {
		Lockouts lockouts = lockouts(List.of(KeyPart.IP), "15m");
		for (int i = 0; i < 50; i++) {
			LockoutAttempt attempt = begin(lockouts, "a", null);
			assertThat(attempt.reserve()).isNull();
			attempt.outcome(false);
		}
		assertThat(this.locks).isEmpty();
	}

	private Lockouts tokens() {
		return create(new Track(true, List.of("/**"), List.of(KeyPart.IP), 5, Duration.ofMinutes(5),
				List.of(Duration.ofMinutes(15), Duration.ofMinutes(30))));
	}

	private Problem fail(Lockouts lockouts, String address) {
		LockoutAttempt attempt = begin(lockouts, address, null);
		Problem refusal = attempt.reserve();
		if (refusal == null) {
			attempt.outcome(true);
			attempt.end(false);
		}
		return refusal;
	}

	private Problem succeed(Lockouts lockouts, String address) {
		LockoutAttempt attempt = begin(lockouts, address, null);
		Problem refusal = attempt.reserve();
		if (refusal == null) {
			attempt.outcome(false);
			attempt.end(false);
		}
		return refusal;
	}

	private LockoutAttempt begin(Lockouts lockouts, String address, String username) {
		return lockouts.begin(LOGIN, address, PresentedCredential.NONE, username);
	}

	private Lockouts lockouts(List<KeyPart> key, String... locks) {
		List<Duration> durations = new ArrayList<>();
		for (String lock : locks) {
			durations.add(DurationStyle.SIMPLE.parse(lock));
		}
		return create(new Track(true, List.of("/login"), key, 5, Duration.ofMinutes(5), durations));
	}

	private Lockouts create(Track track) {
		Track off = new Track(false, List.of("/**"), List.of(KeyPart.IP), 10, Duration.ofMinutes(5),
				List.of(Duration.ofMinutes(15)));
		return new Lockouts(
				new LockoutProperties(true, ControlMode.ENFORCE, Map.of("login", track, "authentication", off)),
				interleaving(), List.of((name, mode) -> this.locks.add(name)));
	}

	/** Lets another attempt happen right before one is charged. */
	private RateLimitStore interleaving() {
		return (RateLimitStore) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { RateLimitStore.class }, (proxy, method, arguments) -> {
					Runnable before = this.beforeCharge;
					if (before != null && method.getName().equals("charge")) {
						this.beforeCharge = null;
						before.run();
					}
					return method.invoke(this.store, arguments);
				});
	}

	private static final class MovableClock implements TimeMeter {

		private volatile long nanos = 1;

		void advance(Duration duration) {
			this.nanos += duration.toNanos();
		}

		@Override
		public long currentTimeNanos() {
			return this.nanos;
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

	}

}
