package dev.hardening.headers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.hardening.audit.AuditView;

/**
 * Shows what browsers report about the policy under {@code /actuator/hardening/csp}, and
 * the YAML that would stop it.
 */
class CspSuggestionsView implements AuditView {

	private static final String KEY = "hardening.headers.csp.directives.";

	private static final String NOTE = "Anyone can send reports: add only what your own pages load.";

	private final CspSuggestions suggestions;

	CspSuggestionsView(CspSuggestions suggestions) {
		this.suggestions = suggestions;
	}

	@Override
	public String name() {
		return "csp";
	}

	@Override
	public Object content() {
		List<CspSuggestion> suggested = this.suggestions.suggest();
		Map<String, Object> content = new LinkedHashMap<>();
		content.put("violations", suggested.stream().map(CspSuggestionsView::violation).toList());
		content.put("yaml", yaml(suggested));
		content.put("note", NOTE);
		return content;
	}

	private static Map<String, Object> violation(CspSuggestion suggestion) {
		Map<String, Object> violation = new LinkedHashMap<>();
		violation.put("directive", suggestion.directive());
		violation.put("source", suggestion.source());
		violation.put("count", suggestion.count());
		if (suggestion.key() != null && suggestion.value() != null) {
			violation.put("property", suggestion.key());
			violation.put("value", suggestion.value());
		}
		violation.put("advice", suggestion.advice());
		return violation;
	}

	// Each suggestion speaks of one source; a directive needs all of them.
	private static String yaml(List<CspSuggestion> suggested) {
		Map<String, Set<String>> directives = new TreeMap<>();
		for (CspSuggestion suggestion : suggested) {
			String key = suggestion.key();
			if (key != null && suggestion.value() != null) {
				directives.computeIfAbsent(key.substring(KEY.length()), (name) -> new LinkedHashSet<>())
					.addAll(Arrays.asList(suggestion.value().split(" ")));
			}
		}
		if (directives.isEmpty()) {
			return "";
		}
		StringBuilder yaml = new StringBuilder("hardening:\n  headers:\n    csp:\n      directives:\n");
		directives.forEach((name, sources) -> yaml.append("        ")
			.append(name)
			.append(": \"")
			.append(String.join(" ", sources))
			.append("\"\n"));
		return yaml.toString();
	}

}
