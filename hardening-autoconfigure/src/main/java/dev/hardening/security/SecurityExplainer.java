package dev.hardening.security;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.audit.ControlExplainer;
import dev.hardening.audit.ExplainStage;
import dev.hardening.audit.ExplainedControl;
import dev.hardening.audit.ExplainedRequest;
import dev.hardening.security.AccessExpression.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a caller can authenticate and which rule decides.
 */
public class SecurityExplainer implements ControlExplainer {

	private final AccessRules rules;

	private final List<String> mechanisms;

	private final boolean ours;

	/**
	 * Create the explainer.
	 * @param rules who may reach what
	 * @param mechanisms names of the ways to authenticate
	 * @param ours whether the chain is the starter's, so that the rules decide
	 */
	public SecurityExplainer(AccessRules rules, List<String> mechanisms, boolean ours) {
		this.rules = rules;
		this.mechanisms = List.copyOf(mechanisms);
		this.ours = ours;
	}

	@Override
	public List<ExplainedControl> explain(ExplainedRequest request) {
		List<ExplainedControl> controls = new ArrayList<>();
		controls.add(ExplainedControl.of(ExplainStage.AUTHENTICATION, "Authentication",
				this.mechanisms.isEmpty() ? "The starter has no way to authenticate; a chain of yours may."
						: "By %s; a bad credential is refused with 401.".formatted(String.join(", ", this.mechanisms)),
				"hardening.jwt.enabled", "hardening.api-keys.enabled"));
		if (!this.ours) {
			controls.add(ExplainedControl.of(ExplainStage.AUTHORIZATION, "Your own chain",
					"A SecurityFilterChain of the application decides; hardening.security.rules do not count."));
			return controls;
		}
		AccessRule rule = this.rules.find(request);
		AccessExpression access = (rule != null) ? rule.access() : AccessExpression.AUTHENTICATED;
		String who = (rule != null) ? rule.toString() : "No rule matches, so only who is authenticated may";
		controls.add(ExplainedControl.of(ExplainStage.AUTHORIZATION, "Access rule",
				"%s. %s".formatted(who, outcome(access, request.authenticated())), keys(rule)));
		return controls;
	}

	private static String outcome(AccessExpression access, boolean authenticated) {
		Kind kind = access.kind();
		if (kind == Kind.PERMIT_ALL || (kind == Kind.AUTHENTICATED && authenticated)
				|| (kind == Kind.ANONYMOUS && !authenticated)) {
			return "It passes.";
		}
		if (!authenticated) {
			return "It is refused with 401.";
		}
		return access.names().isEmpty() ? "It is refused with 403."
				: "It passes with one of %s, else it is refused with 403.".formatted(access.names());
	}

	private static String[] keys(@Nullable AccessRule rule) {
		return (rule != null && rule.isConfigured())
				? new String[] { rule.origin() + ".access", rule.origin() + ".paths" }
				: new String[] { "hardening.security.rules" };
	}

}
