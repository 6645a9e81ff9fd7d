package dev.hardening.ratelimit;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.ratelimit.ChargeResult.Status;
import dev.hardening.ratelimit.RateLimitExchange.Assessment;
import dev.hardening.ratelimit.RateLimitListener.Outcome;
import dev.hardening.web.ClientRequest;
import dev.hardening.web.ControlMode;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Decides on requests: which policies apply, what each charges, and what a refusal says.
 * A request passes two stages, before authentication and after it, and at its handler the
 * policy of an annotation that was not foreseen; a refusal at a later one gives back what
 * the earlier ones charged.
 */
public final class RateLimits {

	private static final String CONTROL = "rate-limit";

	private final RateLimitPolicies policies;

	private final RateLimitStore store;

	private final ClientAccess access;

	private final RateLimitListener listener;

	private final ControlReporter reporter;

	private final double nearLimit;

	RateLimits(RateLimitPolicies policies, RateLimitStore store, ClientAccess access, RateLimitListener listener,
			ControlReporter reporter, double nearLimit) {
		this.policies = policies;
		this.store = store;
		this.access = access;
		this.listener = listener;
		this.reporter = reporter;
		this.nearLimit = nearLimit;
	}

	/**
	 * Return whether any policy is evaluated at a stage.
	 * @param stage the stage
	 * @return {@code false} if the stage has nothing to do
	 */
	public boolean has(RateLimitStage stage) {
		return this.policies.has(stage);
	}

	/**
	 * Begin a request.
	 * @param request the request
	 * @return what the stages know of it
	 */
	public RateLimitExchange open(ClientRequest request) {
		return this.access.open(request);
	}

	/**
	 * Refuse blocked addresses.
	 * @param exchange the request
	 * @return the answer, or {@code null} to go on
	 */
	public @Nullable Problem checkBlocklist(RateLimitExchange exchange) {
		ControlMode mode = this.access.blocks(exchange);
		if (mode == null) {
			return null;
		}
		this.reporter.refused("blocklist", mode, () -> exchange.address().text());
		if (mode == ControlMode.REPORT) {
			return null;
		}
		exchange.refusedBy("blocklist");
		return Problem.of(ProblemType.FORBIDDEN, null);
	}

	/**
	 * Evaluate the policies whose path patterns match, and with them that of the
	 * handler's annotation.
	 * @param exchange the request
	 * @param stage which of them
	 * @param identity who sends the request
	 * @return the answer, or {@code null} to go on
	 */
	public @Nullable Problem check(RateLimitExchange exchange, RateLimitStage stage, ClientIdentity identity) {
		if (exchange.isUnlimited()) {
			return null;
		}
		List<RateLimitPolicy> matches = this.policies.match(stage, exchange.request());
		String name = exchange.annotated();
		RateLimitPolicy annotated = (name != null) ? this.policies.find(name) : null;
		if (annotated != null && annotated.stage() == stage && exchange.evaluate(annotated.name())) {
			matches = new ArrayList<>(matches);
			matches.add(annotated);
		}
		return matches.isEmpty() ? null : check(exchange, matches, identity);
	}

	/**
	 * Evaluate the policy of an annotation, unless it was before.
	 * @param exchange the request
	 * @param policy the name of the policy
	 * @param identity who sends the request
	 * @return the answer, or {@code null} to go on
	 */
	public @Nullable Problem check(RateLimitExchange exchange, String policy, ClientIdentity identity) {
		RateLimitPolicy found = exchange.isUnlimited() ? null : this.policies.find(policy);
		return (found != null && exchange.evaluate(policy)) ? check(exchange, List.of(found), identity) : null;
	}

	private @Nullable Problem check(RateLimitExchange exchange, List<RateLimitPolicy> matches,
			ClientIdentity identity) {
		List<Charge> charges = new ArrayList<>(matches.size());
		for (RateLimitPolicy policy : matches) {
			charges.add(new Charge(policy.quotaOf(identity),
					policy.key().resolve(exchange.request(), exchange.address(), identity), policy.cost(),
					enforces(policy, exchange)));
		}
		List<ChargeResult> results = this.store.charge(charges);
		for (int i = 0; i < results.size(); i++) {
			if (charges.get(i).binding() && !results.get(i).isAdmitted()) {
				return refuse(exchange, charges, results);
			}
		}
		admit(exchange, charges, results);
		return null;
	}

	private static boolean enforces(RateLimitPolicy policy, RateLimitExchange exchange) {
		boolean shared = exchange.isAddressUncertain() && policy.key().isAddress()
				&& policy.name().equals(RateLimitProperties.DEFAULT_POLICY);
		return policy.mode() == ControlMode.ENFORCE && !shared;
	}

	private void admit(RateLimitExchange exchange, List<Charge> charges, List<ChargeResult> results) {
		List<Charge> made = charges;
		for (int i = 0; i < results.size(); i++) {
			Charge charge = charges.get(i);
			ChargeResult result = results.get(i);
			if (result.status() != Status.ADMITTED) {
				made = (made == charges) ? new ArrayList<>(charges) : made;
				made.remove(charge);
			}
			if (result.isAdmitted()) {
				allowed(charge, result);
			}
			else {
				tell(charge, Outcome.REPORTED, ControlMode.REPORT);
			}
			if (charge.binding() && result.status() == Status.ADMITTED) {
				exchange.show(new Assessment(charge.quota(), charge.cost(), result));
			}
		}
		exchange.charged(made);
	}

	private void allowed(Charge charge, ChargeResult result) {
		String policy = charge.quota().policy();
		this.listener.onOutcome(policy, Outcome.ALLOWED);
		long capacity = charge.quota().limits().get(result.limit()).capacity();
		if (result.status() == Status.ADMITTED && capacity - result.remaining() >= capacity * this.nearLimit) {
			this.listener.onOutcome(policy, Outcome.NEAR_LIMIT);
		}
	}

	private Problem refuse(RateLimitExchange exchange, List<Charge> charges, List<ChargeResult> results) {
		List<Charge> charged = exchange.takeCharged();
		if (!charged.isEmpty()) {
			this.store.refund(charged);
		}
		List<String> violated = new ArrayList<>(1);
		long nanosToWait = 0;
		boolean unavailable = false;
		for (int i = 0; i < results.size(); i++) {
			Charge charge = charges.get(i);
			ChargeResult result = results.get(i);
			if (charge.binding() && !result.isAdmitted()) {
				violated.add(charge.quota().policy());
				nanosToWait = Math.max(nanosToWait, result.nanosToWait());
				unavailable |= result.status() == Status.UNAVAILABLE;
				tell(charge, Outcome.REJECTED, ControlMode.ENFORCE);
			}
			if (charge.binding() && isCounted(result)) {
				exchange.show(new Assessment(charge.quota(), charge.cost(), result));
			}
		}
		exchange.refusedBy(violated.get(0));
		return unavailable ? RateLimitProblems.unavailable(nanosToWait)
				: RateLimitProblems.exceeded(violated, nanosToWait);
	}

	private static boolean isCounted(ChargeResult result) {
		return result.status() == Status.ADMITTED || result.status() == Status.REFUSED;
	}

	private void tell(Charge charge, Outcome outcome, ControlMode mode) {
		String policy = charge.quota().policy();
		this.listener.onOutcome(policy, outcome);
		this.reporter.refused(CONTROL, mode, () -> "policy " + policy);
	}

}
