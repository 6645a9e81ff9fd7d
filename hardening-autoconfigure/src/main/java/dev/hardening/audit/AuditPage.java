package dev.hardening.audit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The report as a page that needs no script: filters are links.
 */
final class AuditPage {

	private static final int FIRST = 5;

	private static final double CIRCUMFERENCE = 2 * Math.PI * 42;

	private final String application;

	AuditPage(String application) {
		this.application = application;
	}

	String report(AuditReport report, List<AuditQuestion> questions, Filter filter) {
		Html page = new Html("Audit: %d of 100".formatted(report.score()));
		header(page, report);
		page.raw("<main>\n");
		first(page, report);
		filters(page, report, filter);
		Map<String, List<AuditFinding>> groups = report.findings()
			.stream()
			.filter(filter::shows)
			.collect(Collectors.groupingBy(AuditFinding::group, TreeMap::new, Collectors.toList()));
		groups.forEach((group, findings) -> group(page, group, findings));
		if (groups.isEmpty()) {
			page.raw("<p>No check is like this.</p>\n");
		}
		if (filter.isAll()) {
			questions(page, questions);
		}
		return page.raw("</main>\n").end();
	}

	private void header(Html page, AuditReport report) {
		int score = report.score();
		String arc = (score >= 90) ? "good" : (score >= 70) ? "warn" : "bad";
		page.raw("<header>\n<svg class=\"score\" viewBox=\"0 0 100 100\" role=\"img\" aria-label=\"Score %d of 100\">"
			.formatted(score))
			.raw("<circle class=\"track\" cx=\"50\" cy=\"50\" r=\"42\" fill=\"none\" stroke-width=\"8\"/>")
			.raw(("<circle class=\"arc-%s\" cx=\"50\" cy=\"50\" r=\"42\" fill=\"none\" stroke-width=\"8\" "
					+ "stroke-dasharray=\"%.1f 300\" transform=\"rotate(-90 50 50)\"/>")
				.formatted(arc, CIRCUMFERENCE * score / 100)
				.replace(',', '.'))
			.raw("<text x=\"50\" y=\"56\" text-anchor=\"middle\">%d</text>".formatted(score))
			.raw("<text class=\"of\" x=\"50\" y=\"72\" text-anchor=\"middle\">of 100</text></svg>\n<div>\n");
		page.element("h1", "Hardening audit").raw("\n<p class=\"soft\">").text(this.application).raw("</p>\n<p>");
		page.text("%d of %d checks passed, %d failed, %d warned.".formatted(report.count(AuditStatus.PASS),
				report.findings().size(), report.count(AuditStatus.FAIL), report.count(AuditStatus.WARN)));
		page.raw(" <a href=\"hardening/explain\">What would a request meet?</a></p>\n</div>\n</header>\n");
	}

	private void first(Html page, AuditReport report) {
		List<AuditFinding> first = report.attention().stream().limit(FIRST).toList();
		page.raw("<section aria-labelledby=\"first\">\n<h2 id=\"first\">What to do first</h2>\n");
		if (first.isEmpty()) {
			page.raw("<p>Nothing: every check that could be made passed.</p>\n</section>\n");
			return;
		}
		page.raw("<ol class=\"first\">\n");
		first.forEach((finding) -> {
			page.raw("<li>").element("strong", finding.check().title()).element("p", finding.result().evidence());
			fix(page, finding.result());
			page.raw("</li>\n");
		});
		page.raw("</ol>\n</section>\n");
	}

	private void filters(Html page, AuditReport report, Filter filter) {
		page.raw("<nav aria-label=\"Filters\">\n<h2>Checks</h2>\n<ul>\n");
		link(page, filter, new Filter(null, null, null), "All", report);
		for (AuditStatus status : AuditStatus.values()) {
			link(page, filter, new Filter(lower(status), null, null), capital(status), report);
		}
		for (AuditSeverity severity : AuditSeverity.values()) {
			link(page, filter, new Filter(null, lower(severity), null), "Severity " + lower(severity), report);
		}
		page.raw("</ul>\n<ul>\n");
		report.findings()
			.stream()
			.map(AuditFinding::group)
			.distinct()
			.forEach((group) -> link(page, filter, new Filter(null, null, group), AuditGroups.name(group), report));
		page.raw("</ul>\n</nav>\n");
	}

	private void link(Html page, Filter current, Filter target, String name, AuditReport report) {
		long number = report.findings().stream().filter(target::shows).count();
		if (number > 0 || target.equals(current)) {
			page.raw("<li><a href=\"").text(target.query()).raw("\"");
			page.raw(target.equals(current) ? " aria-current=\"true\">" : ">");
			page.text(name).raw(" " + number + "</a></li>\n");
		}
	}

	private void group(Html page, String group, List<AuditFinding> findings) {
		page.raw("<section>\n").element("h2", AuditGroups.name(group)).raw("\n<ul class=\"checks\">\n");
		findings.forEach((finding) -> check(page, finding));
		page.raw("</ul>\n</section>\n");
	}

	private void check(Html page, AuditFinding finding) {
		AuditCheck check = finding.check();
		AuditResult result = finding.result();
		page.raw("<li id=\"").text(check.id()).raw("\"><span class=\"badge %s\">".formatted(lower(result.status())));
		page.text(capital(result.status())).raw("</span>\n<div>").raw("<h3>").text(check.title());
		page.raw(" <span class=\"id\">").text(check.id()).raw("</span></h3>\n");
		page.element("p", result.evidence()).raw("\n");
		if (finding.needsAttention() || result.status() == AuditStatus.IGNORED) {
			page.raw("<p>").text("Severity %s. %s".formatted(lower(check.severity()), check.why())).raw("</p>\n");
			fix(page, result);
		}
		if (result.reference() != null) {
			page.element("p class=\"soft\"", result.reference()).raw("\n");
		}
		page.raw("</div></li>\n");
	}

	private void fix(Html page, AuditResult result) {
		if (result.property() != null) {
			page.element("pre", result.property());
		}
	}

	private void questions(Html page, List<AuditQuestion> questions) {
		page.raw("<section>\n<h2>What an application cannot know</h2>\n<ul class=\"checks\">\n");
		questions.forEach((question) -> {
			page.raw("<li id=\"").text(question.id()).raw("\"><span class=\"badge skipped\">Ask</span>\n<div><h3>");
			page.text(question.text()).raw(" <span class=\"id\">").text(question.id()).raw("</span></h3>\n<p>");
			page.text("Answered in %s.".formatted(question.document())).raw("</p>\n");
			page.element("p class=\"soft\"", question.reference()).raw("\n</div></li>\n");
		});
		page.raw("</ul>\n</section>\n");
	}

	private static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	private static String capital(AuditStatus status) {
		return switch (status) {
			case PASS -> "Passed";
			case WARN -> "Warned";
			case FAIL -> "Failed";
			case SKIPPED -> "Skipped";
			case IGNORED -> "Accepted";
		};
	}

	/**
	 * Which findings are shown. What is no status, severity or group shows none.
	 *
	 * @param status how they came out
	 * @param severity how much they matter
	 * @param group what they belong to
	 */
	record Filter(@Nullable String status, @Nullable String severity, @Nullable String group) {

		static Filter of(@Nullable String status, @Nullable String severity, @Nullable String group) {
			return new Filter(text(status), text(severity), text(group));
		}

		private static @Nullable String text(@Nullable String value) {
			return (value == null || value.isBlank()) ? null : value.strip();
		}

		boolean isAll() {
			return this.status == null && this.severity == null && this.group == null;
		}

		boolean shows(AuditFinding finding) {
			return (this.status == null || this.status.equalsIgnoreCase(finding.result().status().name()))
					&& (this.severity == null || this.severity.equalsIgnoreCase(finding.check().severity().name()))
					&& (this.group == null || this.group.equalsIgnoreCase(finding.group()));
		}

		String query() {
			return "?"
					+ Stream.of(pair("status", this.status), pair("severity", this.severity), pair("group", this.group))
						.filter((pair) -> !pair.isEmpty())
						.collect(Collectors.joining("&"));
		}

		private static String pair(String name, @Nullable String value) {
			return (value != null) ? name + "=" + value : "";
		}

	}

}
