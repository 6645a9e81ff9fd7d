package dev.hardening.ratelimit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.hardening.ratelimit.ChargeResult.Status;
import dev.hardening.ratelimit.RateLimitListener.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A shared store, and what each quota wants while that one does not answer: count on this
 * instance, admit, or refuse. Knows nothing of breakers and timeouts, which belong to the
 * shared store; here a {@link RateLimitStoreException} is all there is.
 */
public final class FallbackRateLimitStore implements RateLimitStore {

	private static final ChargeResult UNCOUNTED = new ChargeResult(Status.UNCOUNTED, 0, 0, 0);

	private final RateLimitStore shared;

	private final RateLimitStore local;

	private final long nanosToRetry;

	private final RateLimitListener listener;

	/**
	 * Create the store.
	 * @param shared the store that all instances see
	 * @param local the store of this instance
	 * @param nanosToRetry what a caller who is refused for want of the store is told to
	 * wait
	 * @param listener hears of each charge that the shared store did not answer
	 */
	public FallbackRateLimitStore(RateLimitStore shared, RateLimitStore local, long nanosToRetry,
			RateLimitListener listener) {
		this.shared = shared;
		this.local = local;
		this.nanosToRetry = nanosToRetry;
		this.listener = listener;
	}

	@Override
	public List<ChargeResult> charge(List<Charge> charges) {
		try {
			return this.shared.charge(charges);
		}
		catch (RateLimitStoreException ex) {
			return chargeWithoutShared(charges);
		}
	}

	private List<ChargeResult> chargeWithoutShared(List<Charge> charges) {
		ChargeResult[] results = new ChargeResult[charges.size()];
		List<Charge> counted = new ArrayList<>(charges.size());
		boolean denied = false;
		for (int i = 0; i < results.length; i++) {
			Charge charge = charges.get(i);
			this.listener.onOutcome(charge.quota().policy(), Outcome.STORE_FAILURE);
			OnStoreFailure instead = charge.quota().onStoreFailure();
			if (instead == OnStoreFailure.LOCAL) {
				counted.add(charge);
			}
			else if (instead == OnStoreFailure.ALLOW) {
				results[i] = UNCOUNTED;
			}
			else {
				results[i] = new ChargeResult(Status.UNAVAILABLE, 0, 0, this.nanosToRetry);
				denied |= charge.binding();
			}
		}
		List<ChargeResult> local = denied ? List.of() : this.local.charge(counted);
		int next = 0;
		for (int i = 0; i < results.length; i++) {
			if (results[i] == null) {
				results[i] = denied ? UNCOUNTED : local.get(next);
				next++;
			}
		}
		return Arrays.asList(results);
	}

	@Override
	public void refund(List<Charge> charges) {
		try {
			this.shared.refund(charges);
		}
		catch (RateLimitStoreException ex) {
			// What the shared store lost is not owed; what was counted here is.
			this.local.refund(charges);
		}
	}

	@Override
	public @Nullable ChargeResult peek(Quota quota, RateLimitKey key) {
		try {
			return this.shared.peek(quota, key);
		}
		catch (RateLimitStoreException ex) {
			return this.local.peek(quota, key);
		}
	}

	@Override
	public void reset(Quota quota, RateLimitKey key) {
		this.local.reset(quota, key);
		this.shared.reset(quota, key);
	}

	@Override
	public long trackedClients() {
		return this.shared.trackedClients() + this.local.trackedClients();
	}

}
