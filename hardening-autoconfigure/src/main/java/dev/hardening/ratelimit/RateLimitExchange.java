package dev.hardening.ratelimit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.hardening.web.ClientAddress;
import dev.hardening.web.ClientRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the limits know of one request while it passes their stages. Used by one thread at
 * a time.
 */
public final class RateLimitExchange {

	private final ClientRequest request;

	private final ClientAddress address;

	private boolean unlimited;

	private final boolean addressUncertain;

	private final List<Assessment> shown = new ArrayList<>(2);

	private final Set<String> evaluated = new HashSet<>(2);

	private @Nullable List<Charge> charged;

	private @Nullable String refusedBy;

	private @Nullable String annotated;

	RateLimitExchange(ClientRequest request, ClientAddress address, boolean unlimited, boolean addressUncertain) {
		this.request = request;
		this.address = address;
		this.unlimited = unlimited;
		this.addressUncertain = addressUncertain;
	}

	ClientRequest request() {
		return this.request;
	}

	ClientAddress address() {
		return this.address;
	}

	/**
	 * Let the request pass all policies.
	 */
	public void exempt() {
		this.unlimited = true;
	}

	boolean isUnlimited() {
		return this.unlimited;
	}

	/**
	 * Return whether the address is likely that of a proxy which nobody declared.
	 * @return {@code true} if many clients may share it
	 */
	boolean isAddressUncertain() {
		return this.addressUncertain;
	}

	/**
	 * Return who refused the request.
	 * @return the name of a policy, or {@code null} when none did
	 */
	public @Nullable String refusedBy() {
		return this.refusedBy;
	}

	void refusedBy(String policy) {
		this.refusedBy = policy;
	}

	/**
	 * Remember what an answer tells of a policy.
	 * @param assessment the policy and its result
	 */
	void show(Assessment assessment) {
		this.shown.add(assessment);
	}

	List<Assessment> shown() {
		return this.shown;
	}

	/**
	 * Say which policy the handler's annotation stands for, as soon as the handler is
	 * known.
	 * @param policy the name of the policy
	 */
	public void handledUnder(String policy) {
		this.annotated = policy;
	}

	@Nullable String annotated() {
		return this.annotated;
	}

	/**
	 * Note that the policy of an annotation is being evaluated.
	 * @param policy the name of the policy
	 * @return {@code false} if it was before, since a request may be dispatched again
	 */
	boolean evaluate(String policy) {
		return this.evaluated.add(policy);
	}

	/**
	 * Return whether the policy of an annotation was evaluated.
	 * @param policy the name of the policy
	 * @return {@code true} if nothing is left to do for it
	 */
	public boolean isEvaluated(String policy) {
		return this.evaluated.contains(policy);
	}

	void charged(List<Charge> charges) {
		if (this.charged == null) {
			this.charged = charges;
			return;
		}
		List<Charge> all = new ArrayList<>(this.charged);
		all.addAll(charges);
		this.charged = all;
	}

	/**
	 * Hand over what the stages so far have charged, to be given back.
	 * @return the charges, empty when there are none
	 */
	List<Charge> takeCharged() {
		List<Charge> taken = this.charged;
		this.charged = null;
		this.shown.replaceAll(Assessment::refunded);
		return (taken != null) ? taken : List.of();
	}

	/**
	 * A quota and what became of its charge.
	 *
	 * @param quota the quota
	 * @param cost what was asked for
	 * @param result the result
	 */
	record Assessment(Quota quota, long cost, ChargeResult result) {

		Assessment refunded() {
			long remaining = Math.min(limit().capacity(), this.result.remaining() + this.cost);
			return new Assessment(this.quota, this.cost,
					new ChargeResult(this.result.status(), remaining, this.result.limit(), this.result.nanosToWait()));
		}

		Limit limit() {
			return this.quota.limits().get(this.result.limit());
		}

	}

}
