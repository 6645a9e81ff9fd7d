package dev.hardening.ratelimit;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.audit.ControlExplainer;
import dev.hardening.audit.ExplainStage;
import dev.hardening.audit.ExplainedControl;
import dev.hardening.audit.ExplainedRequest;
import dev.hardening.web.ControlMode;

/**
 * Tells which limits count a request, and as whose.
 */
class RateLimitExplainer implements ControlExplainer {

	private final RateLimitProperties properties;

	private final RateLimitPolicies policies;

	RateLimitExplainer(RateLimitProperties properties, RateLimitPolicies policies) {
		this.properties = properties;
		this.policies = policies;
	}

	@Override
	public List<ExplainedControl> explain(ExplainedRequest request) {
		List<ExplainedControl> controls = new ArrayList<>();
		if (!this.properties.blocklist().isEmpty()) {
			controls.add(ExplainedControl.of(ExplainStage.ADDRESS_LIMITS, "Blocklist",
					"From %d blocks of addresses it is refused with 403.".formatted(this.properties.blocklist().size()),
					"hardening.rate-limit.blocklist"));
		}
		add(controls, ExplainStage.ADDRESS_LIMITS, matches(RateLimitStage.ADDRESS, request), request);
		add(controls, ExplainStage.IDENTITY_LIMITS, matches(RateLimitStage.IDENTITY, request), request);
		return controls;
	}

	private List<RateLimitPolicy> matches(RateLimitStage stage, ExplainedRequest request) {
		List<RateLimitPolicy> matches = new ArrayList<>(this.policies.match(stage, request));
		for (LimitedRoute route : this.policies.routes()) {
			RateLimitPolicy policy = (route.policy() != null) ? this.policies.find(route.policy()) : null;
			if (policy != null && policy.stage() == stage && route.takes(request.method())
					&& route.pattern().matches(request.path())) {
				matches.add(policy);
			}
		}
		return matches;
	}

	private void add(List<ExplainedControl> controls, ExplainStage stage, List<RateLimitPolicy> policies,
			ExplainedRequest request) {
		policies.forEach((policy) -> {
			String key = "hardening.rate-limit.policies." + policy.name();
			boolean reported = policy.mode() == ControlMode.REPORT || this.properties.mode() == ControlMode.REPORT;
			String tiers = (request.authenticated() && !policy.tiers().isEmpty())
					? " Callers of a tier have its limit: %s.".formatted(policy.tiers()) : "";
			controls.add(ExplainedControl.of(stage, "Rate limit " + policy.name(),
					"Beyond %s, counted by %s, it is %s.%s".formatted(policy.quota().limits(), counted(policy, request),
							reported ? "only reported" : "refused with 429", tiers),
					key + ".limits", key + ".paths", key + ".key", key + ".mode"));
		});
	}

	private static String counted(RateLimitPolicy policy, ExplainedRequest request) {
		boolean identity = policy.key().needsIdentity();
		return (identity && !request.authenticated()) ? "ip, for want of a " + policy.key().kind()
				: policy.key().kind();
	}

}
