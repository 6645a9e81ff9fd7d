package dev.hardening.headers;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.hardening.headers.CspReports.Counted;

/**
 * Turns what browsers report into the lines of YAML that would stop the reports. The
 * reports are not to be trusted, so each line is an offer for a person to judge.
 */
public final class CspSuggestions {

	private static final String KEY = "hardening.headers.csp.directives.";

	private static final String JUDGE = "Add it only if your own pages load it: anyone can send reports.";

	private static final Map<String, String> ADVICE = Map.of("inline",
			"Move the code to a file, or write the nonce of the answer on the element; never allow 'unsafe-inline'.",
			"eval", "Replace what evaluates text as code; 'unsafe-eval' would let injected text run as well.",
			"wasm-eval", "If your own pages run WebAssembly, add 'wasm-unsafe-eval' to script-src.",
			"trusted-types-policy", "Name your own Trusted Types policies in the trusted-types directive.",
			"trusted-types-sink",
			"Give the sink a TrustedHTML or TrustedScript value, or use textContent and the DOM instead.");

	/** Where a source cannot be added, or where the report names the page itself. */
	private static final Set<String> NOT_BY_SOURCE = Set.of("frame-ancestors", "sandbox", "trusted-types",
			"require-trusted-types-for", "upgrade-insecure-requests", "report-uri", "report-to", CspViolation.OTHER);

	private final CspReports reports;

	private final CspPolicy policy;

	/**
	 * Create the suggestions.
	 * @param properties what the user configured
	 * @param reports what browsers report
	 */
	public CspSuggestions(HeadersProperties properties, CspReports reports) {
		this.reports = reports;
		this.policy = new CspFactory(properties, "").policy();
	}

	/**
	 * Return what to do about each violation, the most frequent first.
	 * @return the suggestions
	 */
	public List<CspSuggestion> suggest() {
		return this.reports.violations().stream().map(this::suggest).toList();
	}

	private CspSuggestion suggest(Counted counted) {
		String directive = counted.violation().directive();
		String source = counted.violation().source();
		String advice = ADVICE.get(source);
		if (advice != null) {
			return without(counted, advice);
		}
		if (source.equals(CspViolation.OTHER) || NOT_BY_SOURCE.contains(directive)) {
			return without(counted, "Nothing to add: it is no source of your pages, an extension perhaps.");
		}
		String governing = this.policy.governing(directive);
		String value = this.policy.value(governing);
		if (value.contains("'strict-dynamic'")) {
			return without(counted, "Write the nonce on the script, or load it from a script that has it: "
					+ "beside 'strict-dynamic' no origin counts.");
		}
		boolean none = value.isEmpty() || value.equals("'none'");
		String name = governing.equals("default-src") ? directive : governing;
		return new CspSuggestion(directive, source, counted.count(), KEY + name, none ? source : value + " " + source,
				JUDGE);
	}

	private static CspSuggestion without(Counted counted, String advice) {
		return new CspSuggestion(counted.violation().directive(), counted.violation().source(), counted.count(), null,
				null, advice);
	}

}
