package dev.hardening.audit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.hardening.audit.AuditPage.Filter;
import dev.hardening.audit.Explainer.Explanation;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * Shows the audit under {@code /actuator/hardening}, what a request would meet under
 * {@code explain}, and what features add.
 */
@WebEndpoint(id = "hardening")
class HardeningEndpoint {

	private static final String EXPLAIN = "explain";

	/** So that many who look at once cost one audit. */
	private static final Duration FRESH = Duration.ofSeconds(1);

	private final Audit audit;

	private final List<AuditQuestion> questions;

	private final Explainer explainer;

	private final Map<String, AuditView> views = new TreeMap<>();

	private final AuditPage page;

	HardeningEndpoint(Audit audit, List<AuditQuestion> questions, Explainer explainer, List<AuditView> views,
			AuditPage page) {
		this.audit = audit;
		this.questions = List.copyOf(questions);
		this.explainer = explainer;
		views.forEach((view) -> this.views.put(view.name(), view));
		this.page = page;
	}

	Map<String, Object> report() {
		return AuditJson.of(this.audit.latest(FRESH), this.questions);
	}

	@ReadOperation(producesFrom = ReportFormat.class)
	WebEndpointResponse<Object> audit(ReportFormat format, @Nullable String status, @Nullable String severity,
			@Nullable String group) {
		if (format == ReportFormat.JSON) {
			return new WebEndpointResponse<>(report(), format);
		}
		Filter filter = Filter.of(status, severity, group);
		return new WebEndpointResponse<>(this.page.report(this.audit.latest(FRESH), this.questions, filter), format);
	}

	@ReadOperation(producesFrom = ReportFormat.class)
	WebEndpointResponse<Object> view(@Selector String view, ReportFormat format, @Nullable String method,
			@Nullable String path) {
		if (view.equals(EXPLAIN)) {
			return explain(format, method, path);
		}
		AuditView found = this.views.get(view);
		return (found != null) ? new WebEndpointResponse<>(found.content(), ReportFormat.JSON)
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	private WebEndpointResponse<Object> explain(ReportFormat format, @Nullable String method, @Nullable String path) {
		boolean json = format == ReportFormat.JSON;
		try {
			Explanation explanation = this.explainer.explain(method, path);
			return new WebEndpointResponse<>(
					json ? this.explainer.json(explanation) : ExplainPage.of(explanation, this.explainer), format);
		}
		catch (IllegalArgumentException ex) {
			String reason = String.valueOf(ex.getMessage());
			return new WebEndpointResponse<>(json ? Map.of("message", reason) : ExplainPage.refused(reason),
					WebEndpointResponse.STATUS_BAD_REQUEST, format.getProducedMimeType());
		}
	}

}
