package dev.hardening.logging;

import java.util.List;

import dev.hardening.audit.ControlExplainer;
import dev.hardening.audit.ExplainStage;
import dev.hardening.audit.ExplainedControl;
import dev.hardening.audit.ExplainedRequest;

import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Tells under which id, and whether, a request is logged.
 */
class LoggingExplainer implements ControlExplainer {

	private final LoggingProperties properties;

	private final RequestIdProperties ids;

	LoggingExplainer(LoggingProperties properties, RequestIdProperties ids) {
		this.properties = properties;
		this.ids = ids;
	}

	@Override
	public List<ExplainedControl> explain(ExplainedRequest request) {
		boolean excluded = this.properties.accessLog()
			.exclude()
			.stream()
			.anyMatch((path) -> PathPatternParser.defaultInstance.parse(path).matches(request.path()));
		boolean logged = this.properties.accessLog().enabled() && !excluded;
		return List.of(
				ExplainedControl.of(ExplainStage.REQUEST, "Request id",
						"It has an id, %s, which the answer carries in %s.".formatted(
								this.ids.trust() ? "the caller's if that is well-formed" : "always a new one",
								this.ids.header()),
						"hardening.request-id.trust", "hardening.request-id.header"),
				ExplainedControl.of(ExplainStage.REQUEST, "Access log", logged ? "It is logged." : "It is not logged.",
						"hardening.logging.access-log.enabled", "hardening.logging.access-log.exclude"));
	}

}
