package dev.hardening.ratelimit;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.ratelimit.ChargeResult.Status;
import dev.hardening.ratelimit.local.LocalRateLimitStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FallbackRateLimitStore}.
 */
class FallbackRateLimitStoreTests {

	private static final RateLimitKey KEY = new RateLimitKey(RateLimitKey.IP, "203.0.113.7");

	private final BreakableStore shared = new BreakableStore();

	private final List<String> outcomes = new ArrayList<>();

	private final FallbackRateLimitStore store = new FallbackRateLimitStore(this.shared,
			new LocalRateLimitStore(100, new ManualTimeMeter()), 5_000_000_000L,
			(policy, outcome) -> this.outcomes.add(policy + " " + outcome));

	@Test
	void chargeWhenSharedAnswersAsksNobodyElse() {
		assertThat(statuses(charge("a", OnStoreFailure.DENY))).containsExactly(Status.ADMITTED);
		assertThat(this.outcomes).isEmpty();
	}

	@Test
	void chargeWhenSharedFailsDoesWhatEachPolicyWants() {
		this.shared.broken = true;
		for (int i = 0; i < 2; i++) {
			assertThat(statuses(charge("a", OnStoreFailure.LOCAL), charge("b", OnStoreFailure.ALLOW)))
				.containsExactly(Status.ADMITTED, Status.UNCOUNTED);
		}
		assertThat(statuses(charge("a", OnStoreFailure.LOCAL), charge("b", OnStoreFailure.ALLOW)))
			.containsExactly(Status.REFUSED, Status.UNCOUNTED);
		assertThat(this.outcomes).hasSize(6).contains("a STORE_FAILURE", "b STORE_FAILURE");
	}

	@Test
	void chargeWhenSharedFailsAndOnePolicyDeniesCountsNothing() {
		this.shared.broken = true;
		List<ChargeResult> results = this.store
			.charge(List.of(charge("a", OnStoreFailure.LOCAL), charge("b", OnStoreFailure.DENY)));
		assertThat(results.get(1)).isEqualTo(new ChargeResult(Status.UNAVAILABLE, 0, 0, 5_000_000_000L));
		assertThat(this.store.charge(List.of(charge("a", OnStoreFailure.LOCAL))).get(0).remaining()).isEqualTo(1);
	}

	@Test
	void chargeWhenSharedIsBackCountsThereAgain() {
		this.shared.broken = true;
		statuses(charge("a", OnStoreFailure.LOCAL));
		this.shared.broken = false;
		assertThat(this.store.charge(List.of(charge("a", OnStoreFailure.LOCAL))).get(0).remaining()).isEqualTo(1);
	}

	private List<Status> statuses(Charge... charges) {
		return this.store.charge(List.of(charges)).stream().map(ChargeResult::status).toList();
	}

	private static Charge charge(String policy, OnStoreFailure onFailure) {
		return new Charge(new Quota(policy, null, List.of(Limit.parse("2/1h")), onFailure), KEY, 1, true);
	}

	private static final class BreakableStore implements RateLimitStore {

		private final LocalRateLimitStore store = new LocalRateLimitStore(100, new ManualTimeMeter());

		private boolean broken;

		private void check() {
			if (this.broken) {
				throw new RateLimitStoreException("broken", null);
			}
		}

		@Override
		public List<ChargeResult> charge(List<Charge> charges) {
			check();
			return this.store.charge(charges);
		}

		@Override
		public void refund(List<Charge> charges) {
			check();
			this.store.refund(charges);
		}

		@Override
		public @Nullable ChargeResult peek(Quota quota, RateLimitKey key) {
			check();
			return this.store.peek(quota, key);
		}

		@Override
		public void reset(Quota quota, RateLimitKey key) {
			check();
			this.store.reset(quota, key);
		}

		@Override
		public long trackedClients() {
			return this.store.trackedClients();
		}

	}

}
