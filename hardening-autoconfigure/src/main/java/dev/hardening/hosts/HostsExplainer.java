package dev.hardening.hosts;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.audit.ControlExplainer;
import dev.hardening.audit.ExplainStage;
import dev.hardening.audit.ExplainedControl;
import dev.hardening.audit.ExplainedRequest;

/**
 * Tells under which names, and how, a path may be asked for.
 */
class HostsExplainer implements ControlExplainer {

	private static final String EXEMPT = "hardening.hosts.exempt-paths";

	private final HostsProperties hosts;

	private final HttpsProperties https;

	HostsExplainer(HostsProperties hosts, HttpsProperties https) {
		this.hosts = hosts;
		this.https = https;
	}

	@Override
	public List<ExplainedControl> explain(ExplainedRequest request) {
		List<ExplainedControl> controls = new ArrayList<>();
		boolean exempt = new ExemptPaths(this.hosts.exemptPaths()).contains(request);
		if (this.hosts.enabled() && !this.hosts.allowed().isEmpty()) {
			controls.add(ExplainedControl.of(ExplainStage.FIREWALL, "Allowed hosts",
					exempt ? "The path answers under any name."
							: "Under other names than %s it is refused with 400.".formatted(this.hosts.allowed()),
					exempt ? EXEMPT : "hardening.hosts.allowed"));
		}
		if (this.https.redirect() != HttpsRedirect.OFF) {
			controls.add(ExplainedControl.of(ExplainStage.HTTPS, "HTTPS",
					exempt ? "The path answers without HTTPS too." : plain(),
					exempt ? EXEMPT : "hardening.https.redirect"));
		}
		return controls;
	}

	private String plain() {
		return (this.https.redirect() == HttpsRedirect.ALL) ? "Over plain HTTP it is redirected."
				: "Over plain HTTP a browser's navigation is redirected, everything else refused.";
	}

}
