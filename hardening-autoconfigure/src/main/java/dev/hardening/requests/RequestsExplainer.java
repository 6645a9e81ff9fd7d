package dev.hardening.requests;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.audit.ControlExplainer;
import dev.hardening.audit.ExplainStage;
import dev.hardening.audit.ExplainedControl;
import dev.hardening.audit.ExplainedRequest;
import dev.hardening.web.ControlMode;

/**
 * Tells how large a request may be and how long it may take.
 */
class RequestsExplainer implements ControlExplainer {

	private final RequestsProperties properties;

	RequestsExplainer(RequestsProperties properties) {
		this.properties = properties;
	}

	@Override
	public List<ExplainedControl> explain(ExplainedRequest request) {
		List<ExplainedControl> controls = new ArrayList<>();
		if (!this.properties.enabled()) {
			return controls;
		}
		String end = (this.properties.mode() == ControlMode.REPORT) ? "reported" : "refused";
		controls.add(ExplainedControl.of(ExplainStage.REQUEST_LIMITS, "Size",
				"With a body over %s, a target over %d characters or more than %d parameters it is %s.".formatted(
						this.properties.maxBodySize(), this.properties.maxUriLength(),
						this.properties.maxQueryParameters(), end),
				RequestsProperties.PREFIX + ".max-body-size", RequestsProperties.PREFIX + ".max-uri-length",
				RequestsProperties.PREFIX + ".max-query-parameters"));
		if (!this.properties.timeout().isZero()) {
			controls.add(
					ExplainedControl.of(
							ExplainStage.DEADLINE, "Deadline", "After %d s it is interrupted and answered with 503."
								.formatted(this.properties.timeout().toSeconds()),
							RequestsProperties.PREFIX + ".timeout"));
		}
		return controls;
	}

}
