package dev.hardening.ratelimit.local;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.Limit;
import dev.hardening.ratelimit.ManualTimeMeter;
import dev.hardening.ratelimit.OnStoreFailure;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalRateLimitStore} when many requests charge the same buckets. The
 * clock stands still, so every number is exact.
 */
class LocalRateLimitStoreConcurrencyTests {

	private static final int THREADS = 8;

	private final LocalRateLimitStore store = new LocalRateLimitStore(100_000, new ManualTimeMeter());

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void chargeWhenAnotherBucketRefusesNeverTakesAPermitFromOthers() throws Exception {
		Quota wide = quota("wide", 2);
		Quota narrow = quota("narrow", 1);
		List<Charge> both = List.of(charge(wide, "a"), charge(narrow, "a"));
		List<Charge> one = List.of(charge(wide, "a"));
		AtomicBoolean stop = new AtomicBoolean();
		// However many want both, the narrow one lets only one of them have a permit of
		// the wide one, so there is always another for the one who wants that alone.
		List<Future<?>> others = new ArrayList<>();
		for (int i = 1; i < THREADS; i++) {
			others.add(this.threads.submit(() -> {
				while (!stop.get()) {
					if (isAdmitted(both)) {
						this.store.refund(both);
					}
				}
			}));
		}
		int refused = 0;
		for (int i = 0; i < 300_000; i++) {
			if (isAdmitted(one)) {
				this.store.refund(one);
			}
			else {
				refused++;
			}
		}
		stop.set(true);
		for (Future<?> other : others) {
			other.get();
		}
		assertThat(refused).isZero();
	}

	@Test
	void chargeWhenSetsOverlapInAnyOrderRefusesOnlyWhatDoesNotFit() throws Exception {
		List<Quota> quotas = IntStream.range(0, 6).mapToObj((i) -> quota("policy" + i, 200 + 300 * i)).toList();
		Random random = new Random(7);
		List<List<Charge>> requests = new ArrayList<>();
		for (int i = 0; i < 20_000; i++) {
			List<Quota> chosen = new ArrayList<>(quotas);
			Collections.shuffle(chosen, random);
			requests.add(chosen.subList(0, 1 + random.nextInt(4)).stream().map((quota) -> charge(quota, "a")).toList());
		}
		List<Boolean> admitted = run(
				requests.stream().map((request) -> (Callable<Boolean>) () -> isAdmitted(request)).toList());
		for (Quota quota : quotas) {
			long taken = IntStream.range(0, requests.size())
				.filter((i) -> admitted.get(i) && requests.get(i).contains(charge(quota, "a")))
				.count();
			assertThat(taken).as(quota.policy()).isEqualTo(quota.limits().get(0).capacity() - remaining(quota));
		}
		for (int i = 0; i < requests.size(); i++) {
			if (!admitted.get(i)) {
				assertThat(requests.get(i)).as("a refused request has an empty bucket")
					.anyMatch((charge) -> remaining(charge.quota()) == 0);
			}
		}
	}

	@Test
	void chargeWhenEverythingFitsRefusesNobody() throws Exception {
		List<Quota> quotas = List.of(quota("one", 10_000), quota("two", 10_000), quota("three", 10_000));
		List<Callable<Boolean>> requests = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			List<Charge> all = new ArrayList<>(quotas.stream().map((quota) -> charge(quota, "a")).toList());
			Collections.rotate(all, i);
			requests.add(() -> isAdmitted(all));
		}
		assertThat(run(requests)).containsOnly(true);
		assertThat(quotas).allMatch((quota) -> remaining(quota) == 0);
	}

	@Test
	void refundWhenOthersChargeLosesNoPermit() throws Exception {
		Quota one = quota("one", THREADS);
		Quota two = quota("two", THREADS);
		List<Callable<Boolean>> requests = new ArrayList<>();
		// No more than the threads are admitted at once, so each of them fits.
		for (int i = 0; i < 20_000; i++) {
			List<Charge> both = (i % 2 == 0) ? List.of(charge(one, "a"), charge(two, "a"))
					: List.of(charge(two, "a"), charge(one, "a"));
			requests.add(() -> {
				boolean admitted = isAdmitted(both);
				this.store.refund(both);
				return admitted;
			});
		}
		assertThat(run(requests)).containsOnly(true);
		assertThat(remaining(one)).isEqualTo(THREADS);
		assertThat(remaining(two)).isEqualTo(THREADS);
	}

	private List<Boolean> run(List<Callable<Boolean>> requests) throws Exception {
		List<Boolean> results = new ArrayList<>(requests.size());
		// The end is for a deadlock only.
		for (Future<Boolean> request : this.threads.invokeAll(requests, 5, TimeUnit.MINUTES)) {
			results.add(request.get());
		}
		return results;
	}

	private boolean isAdmitted(List<Charge> charges) {
		return this.store.charge(charges).stream().allMatch(ChargeResult::isAdmitted);
	}

	private long remaining(Quota quota) {
		ChargeResult result = this.store.peek(quota, new RateLimitKey(RateLimitKey.IP, "a"));
		return (result != null) ? result.remaining() : quota.limits().get(0).capacity();
	}

	private static Charge charge(Quota quota, String client) {
		return new Charge(quota, new RateLimitKey(RateLimitKey.IP, client), 1, true);
	}

	private static Quota quota(String policy, int permits) {
		return new Quota(policy, null, List.of(Limit.parse(permits + "/1h")), OnStoreFailure.LOCAL);
	}

}
