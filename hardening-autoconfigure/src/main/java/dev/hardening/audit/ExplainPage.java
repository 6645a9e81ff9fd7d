package dev.hardening.audit;

import java.util.List;

import dev.hardening.audit.Explainer.Explanation;
import dev.hardening.environment.ConfiguredValue;

/**
 * What a request would meet, as a page with a form to ask for another.
 */
final class ExplainPage {

	private static final String TITLE = "What a request meets";

	private ExplainPage() {
	}

	static String of(Explanation explanation, Explainer explainer) {
		String request = explanation.method() + " " + explanation.path();
		Html page = begin(explanation.method(), explanation.path());
		section(page, "without", request + " without a credential", explanation.unauthenticated(), explainer);
		section(page, "with", request + " with a good credential", explanation.authenticated(), explainer);
		return page.raw("</main>\n").end();
	}

	static String refused(String reason) {
		return begin("GET", "/").element("p role=\"alert\"", reason).raw("\n</main>\n").end();
	}

	private static Html begin(String method, String path) {
		Html page = new Html(TITLE);
		page.raw("<header><div>")
			.element("h1", TITLE)
			.raw("\n<p><a href=\"../hardening\">Audit</a></p></div></header>\n");
		page.raw("<main>\n<form method=\"get\">\n<div><label for=\"method\">Method</label>")
			.raw("<select id=\"method\" name=\"method\">");
		for (String name : Explainer.METHODS) {
			page.raw(name.equals(method) ? "<option selected>" : "<option>").text(name).raw("</option>");
		}
		page.raw("</select></div>\n<div class=\"grow\"><label for=\"path\">Path</label>");
		page.raw("<input id=\"path\" name=\"path\" autocomplete=\"off\" value=\"").text(path).raw("\"></div>\n");
		return page.raw("<div><button>Explain</button></div>\n</form>\n");
	}

	private static void section(Html page, String id, String title, List<ExplainedControl> controls,
			Explainer explainer) {
		page.raw("<section aria-labelledby=\"%s\">\n<h2 id=\"%1$s\">".formatted(id)).text(title).raw("</h2>\n");
		page.raw("<ol class=\"checks\">\n");
		controls.forEach((control) -> {
			page.raw("<li><span class=\"badge skipped\">").text(control.stage().toString()).raw("</span>\n<div>");
			page.element("h3", control.control()).raw("\n").element("p", control.effect()).raw("\n");
			control.keys().forEach((key) -> value(page, explainer.value(key)));
			page.raw("</div></li>\n");
		});
		page.raw("</ol>\n</section>\n");
	}

	private static void value(Html page, ConfiguredValue value) {
		page.raw("<p class=\"soft\">").element("code", value.key()).raw(" ");
		if (value.value() == null) {
			page.text("is at its default.");
		}
		else {
			page.text("is %s, from %s.".formatted(value.value(), value.origin()));
		}
		page.raw("</p>\n");
	}

}
