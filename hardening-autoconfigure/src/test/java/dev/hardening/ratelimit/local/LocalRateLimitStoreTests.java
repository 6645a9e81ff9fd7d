package dev.hardening.ratelimit.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.Limit;
import dev.hardening.ratelimit.ManualTimeMeter;
import dev.hardening.ratelimit.OnStoreFailure;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitKey;
import dev.hardening.ratelimit.Refill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalRateLimitStore}.
 */
class LocalRateLimitStoreTests {

	private final ManualTimeMeter clock = new ManualTimeMeter();

	private final LocalRateLimitStore store = new LocalRateLimitStore(1000, this.clock);

	@Test
	void chargeWhenThereIsRoomTellsWhatIsLeft() {
		Quota quota = quota("api", "3/1m");
		assertThat(charge(quota, "a")).isEqualTo(new ChargeResult(ChargeResult.Status.ADMITTED, 2, 0, 0));
		assertThat(charge(quota, "a").remaining()).isEqualTo(1);
		assertThat(charge(quota, "a").remaining()).isZero();
		assertThat(charge(quota, "b").remaining()).isEqualTo(2);
	}

	@Test
	void chargeWhenRefusedAdmitsAfterExactlyTheTimeItTells() {
		Quota quota = quota("api", "3/1m");
		for (int i = 0; i < 3; i++) {
			charge(quota, "a");
		}
		this.clock.advance(Duration.ofMillis(1234));
		long wait = charge(quota, "a").nanosToWait();
		assertThat(wait).isPositive();
		this.clock.advance(Duration.ofNanos(wait - 1));
		assertThat(charge(quota, "a").isAdmitted()).isFalse();
		this.clock.advance(Duration.ofNanos(1));
		assertThat(charge(quota, "a").isAdmitted()).isTrue();
		assertThat(charge(quota, "a").isAdmitted()).isFalse();
	}

	@Test
	void chargeWhenRefillIsByIntervalAdmitsNothingBeforeItEnds() {
		Quota quota = new Quota("api", null, List.of(Limit.parse("2/1m").withRefill(Refill.INTERVAL)),
				OnStoreFailure.LOCAL);
		charge(quota, "a");
		charge(quota, "a");
		this.clock.advance(Duration.ofSeconds(59));
		ChargeResult refused = charge(quota, "a");
		assertThat(refused.isAdmitted()).isFalse();
		assertThat(refused.nanosToWait()).isEqualTo(Duration.ofSeconds(1).toNanos());
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(charge(quota, "a").remaining()).isEqualTo(1);
		assertThat(charge(quota, "a").isAdmitted()).isTrue();
		assertThat(charge(quota, "a").isAdmitted()).isFalse();
	}

	@Test
	void chargeWhenOneOfSeveralLimitsIsSpentRefuses() {
		Quota quota = quota("api", "10/1m", "15/1h");
		for (int i = 0; i < 10; i++) {
			charge(quota, "a");
		}
		assertThat(charge(quota, "a").limit()).isZero();
		this.clock.advance(Duration.ofMinutes(1));
		// A quarter of a permit an hour came back meanwhile.
		for (int i = 0; i < 5; i++) {
			assertThat(charge(quota, "a").isAdmitted()).isTrue();
		}
		ChargeResult refused = charge(quota, "a");
		assertThat(refused.isAdmitted()).isFalse();
		assertThat(refused.limit()).isOne();
		assertThat(refused.nanosToWait()).isEqualTo(Duration.ofMinutes(3).toNanos());
	}

	@Test
	void chargeWhenABindingOneIsRefusedChargesNoOther() {
		Quota wide = quota("wide", "100/1m");
		Quota narrow = quota("narrow", "1/1m");
		charge(narrow, "a");
		List<ChargeResult> results = this.store
			.charge(List.of(one(wide, "a", true), one(narrow, "a", true), one(quota("third", "5/1m"), "a", true)));
		assertThat(results).extracting(ChargeResult::isAdmitted).containsExactly(true, false, true);
		assertThat(results).extracting(ChargeResult::remaining).containsExactly(100L, 0L, 5L);
		assertThat(charge(wide, "a").remaining()).isEqualTo(99);
	}

	@Test
	void chargeWhenOneThatOnlyReportsIsRefusedMakesTheOthers() {
		Quota wide = quota("wide", "100/1m");
		Quota narrow = quota("narrow", "1/1m");
		charge(narrow, "a");
		List<ChargeResult> results = this.store.charge(List.of(one(narrow, "a", false), one(wide, "a", true)));
		assertThat(results).extracting(ChargeResult::isAdmitted).containsExactly(false, true);
		assertThat(charge(wide, "a").remaining()).isEqualTo(98);
	}

	@Test
	void chargeWhenKeysAreOfDifferentKindsCountsThemApart() {
		Quota quota = quota("api", "1/1m");
		RateLimitKey address = new RateLimitKey(RateLimitKey.IP, "203.0.113.7");
		RateLimitKey name = new RateLimitKey(RateLimitKey.PRINCIPAL, "203.0.113.7");
		assertThat(this.store.charge(List.of(new Charge(quota, address, 1, true))).get(0).isAdmitted()).isTrue();
		assertThat(this.store.charge(List.of(new Charge(quota, name, 1, true))).get(0).isAdmitted()).isTrue();
	}

	@Test
	void chargeWhenLimitsWereEditedStartsAfresh() {
		charge(quota("api", "1/1m"), "a");
		assertThat(charge(quota("api", "2/1m"), "a").remaining()).isEqualTo(1);
		assertThat(charge(quota("api", "1/1m"), "a").isAdmitted()).isFalse();
	}

	@Test
	void refundWhenChargedGivesBackAndNeverMoreThanTheCapacity() {
		Quota quota = quota("api", "2/1m");
		charge(quota, "a");
		charge(quota, "a");
		this.store.refund(List.of(one(quota, "a", true)));
		assertThat(charge(quota, "a").isAdmitted()).isTrue();
		for (int i = 0; i < 10; i++) {
			this.store.refund(List.of(one(quota, "a", true)));
		}
		assertThat(charge(quota, "a").remaining()).isEqualTo(1);
	}

	@Test
	void resetWhenSpentFills() {
		Quota quota = quota("api", "1/1m");
		charge(quota, "a");
		assertThat(this.store.peek(quota, key("a"))).extracting(ChargeResult::isAdmitted).isEqualTo(false);
		this.store.reset(quota, key("a"));
		assertThat(this.store.peek(quota, key("a"))).isNull();
		assertThat(charge(quota, "a").isAdmitted()).isTrue();
	}

	@Test
	void chargeWhenManyAskAtOnceAdmitsExactlyTheLimit() throws Exception {
		Quota one = quota("one", "100/1h");
		Quota two = quota("two", "150/1h");
		List<Charge> both = List.of(one(one, "a", true), one(two, "a", true));
		assertThat(inParallel(1000, () -> this.store.charge(both).stream().allMatch(ChargeResult::isAdmitted)))
			.isEqualTo(100);
		assertThat(charge(two, "a").remaining()).isEqualTo(49);
	}

	@Test
	void chargeWhenBucketIsFullAgainForgetsIt() {
		Quota quota = quota("api", "10/1m");
		for (int i = 0; i < 100; i++) {
			charge(quota, "client" + i);
		}
		assertThat(this.store.trackedClients()).isEqualTo(100);
		this.clock.advance(Duration.ofSeconds(61));
		charge(quota, "other");
		assertThat(this.store.trackedClients()).isLessThan(100);
	}

	// The nanoseconds of a thousand years are more than there are numbers for.
	@Test
	void chargeWhenFillingTakesLongerThanCanBeToldIsStillLimited() {
		Quota quota = new Quota("api", null, List.of(Limit.parse("1/366d").withBurst(999)), OnStoreFailure.LOCAL);
		assertThat(this.store.charge(List.of(new Charge(quota, key("a"), 1_000, true))).get(0).isAdmitted()).isTrue();
		assertThat(charge(quota, "a").isAdmitted()).isFalse();
	}

	// A bucket that is asked again and again is not forgotten and full at once.
	@ParameterizedTest
	@ValueSource(strings = { "5/1s", "20/1050ms", "20/1500ms", "20/2s", "40/4s" })
	void chargeWhenAskedWithinTheTimeItTakesToFillForgetsNothing(String limit) {
		Quota quota = quota("api", limit);
		long period = quota.limits().get(0).period().toNanos();
		long permits = quota.capacity();
		for (long pause : new long[] { period / 50, period / 15, period / 3, period * 3 / 5, period - 1000 }) {
			String client = "client" + pause;
			long admitted = 0;
			long passed = 0;
			for (int i = 0; i < 100; i++) {
				while (charge(quota, client).isAdmitted()) {
					admitted++;
				}
				assertThat(admitted).as("pause of %d ns", pause)
					.isLessThanOrEqualTo(permits + passed * permits / period);
				this.clock.advance(Duration.ofNanos(pause));
				passed += pause;
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "1/1h", "100/1h" })
	void chargeWhenFloodedByOtherClientsResetsNobodyAndRefusesNobody(String limit) {
		Quota quota = quota("api", limit);
		List<String> spent = Stream.iterate(0, (i) -> i + 1).limit(500).map((i) -> "spent" + i).toList();
		for (String client : spent) {
			while (charge(quota, client).isAdmitted()) {
				this.clock.advance(Duration.ofNanos(1));
			}
		}
		for (int i = 0; i < 300_000; i++) {
			assertThat(charge(quota, "flood" + i).isAdmitted()).isTrue();
		}
		assertThat(this.store.trackedClients()).isLessThanOrEqualTo(1000);
		for (String client : spent) {
			assertThat(charge(quota, client).isAdmitted()).as(client).isFalse();
		}
	}

	@Test
	void chargeWhenRecalledAfterAFloodWaitsNoLongerThanBefore() {
		Quota quota = quota("api", "60/1m", "600/1h");
		while (charge(quota, "a").isAdmitted()) {
			this.clock.advance(Duration.ofNanos(1));
		}
		long wait = charge(quota, "a").nanosToWait();
		for (int i = 0; i < 20_000; i++) {
			charge(quota, "flood" + i);
		}
		ChargeResult recalled = charge(quota, "a");
		assertThat(recalled.isAdmitted()).isFalse();
		assertThat(recalled.nanosToWait()).isBetween(wait, wait + Duration.ofSeconds(1).toNanos());
		this.clock.advance(Duration.ofMinutes(1));
		int admitted = 0;
		while (charge(quota, "a").isAdmitted()) {
			admitted++;
		}
		assertThat(admitted).isBetween(59, 60);
	}

	@Test
	void chargeWhenKeysHaveOneHashCodeStaysQuick() {
		Quota quota = quota("api", "1/1h");
		LocalRateLimitStore large = new LocalRateLimitStore(100_000, this.clock);
		// All 2^14 strings of 14 pairs "Aa" and "BB" have one hash code.
		AtomicLong admitted = new AtomicLong();
		for (int bits = 0; bits < 1 << 14; bits++) {
			StringBuilder text = new StringBuilder();
			for (int i = 0; i < 14; i++) {
				text.append(((bits >> i & 1) == 0) ? "Aa" : "BB");
			}
			Charge charge = one(quota, text.toString(), true);
			admitted.addAndGet(large.charge(List.of(charge)).get(0).isAdmitted() ? 1 : 0);
		}
		assertThat(admitted).hasValue(1 << 14);
	}

	private ChargeResult charge(Quota quota, String key) {
		return this.store.charge(List.of(one(quota, key, true))).get(0);
	}

	private static Charge one(Quota quota, String key, boolean binding) {
		return new Charge(quota, key(key), 1, binding);
	}

	private static RateLimitKey key(String value) {
		return new RateLimitKey(RateLimitKey.IP, value);
	}

	private static Quota quota(String name, String... limits) {
		return new Quota(name, null, Stream.of(limits).map(Limit::parse).toList(), OnStoreFailure.LOCAL);
	}

	private static long inParallel(int times, Callable<Boolean> task) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(16);
		try {
			List<Callable<Boolean>> tasks = new ArrayList<>();
			for (int i = 0; i < times; i++) {
				tasks.add(task);
			}
			long count = 0;
			for (Future<Boolean> future : threads.invokeAll(tasks)) {
				count += future.get() ? 1 : 0;
			}
			return count;
		}
		finally {
			threads.shutdownNow();
		}
	}

}
