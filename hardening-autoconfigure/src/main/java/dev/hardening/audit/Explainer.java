package dev.hardening.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.hardening.environment.ConfiguredValue;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.http.server.PathContainer;

/**
 * Asks every feature what a request would meet.
 */
class Explainer {

	static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

	private static final int LONGEST_PATH = 2048;

	private final List<ControlExplainer> explainers;

	private final Environment environment;

	Explainer(List<ControlExplainer> explainers, Environment environment) {
		this.explainers = List.copyOf(explainers);
		this.environment = environment;
	}

	/**
	 * Complete what was asked for.
	 * @param method a method, in any case, or {@code null} for GET
	 * @param path a path, which a query may follow
	 * @return the explanation
	 * @throws IllegalArgumentException if these are no method and path
	 */
	Explanation explain(@Nullable String method, @Nullable String path) {
		String name = (method == null || method.isBlank()) ? "GET" : method.strip().toUpperCase(Locale.ROOT);
		String target = (path == null || path.isBlank()) ? "/" : path.strip();
		int query = target.indexOf('?');
		target = (query < 0) ? target : target.substring(0, query);
		if (!Set.copyOf(METHODS).contains(name)) {
			throw new IllegalArgumentException("The method is none of " + METHODS + ".");
		}
		if (!target.startsWith("/") || target.length() > LONGEST_PATH) {
			throw new IllegalArgumentException("The path does not begin with a slash, or is too long.");
		}
		PathContainer parsed = PathContainer.parsePath(target);
		return new Explanation(name, target, controls(new ExplainedRequest(name, parsed, false)),
				controls(new ExplainedRequest(name, parsed, true)));
	}

	private List<ExplainedControl> controls(ExplainedRequest request) {
		List<ExplainedControl> controls = new ArrayList<>();
		this.explainers.forEach((explainer) -> controls.addAll(explainer.explain(request)));
		controls.sort(Comparator.comparing(ExplainedControl::stage));
		return controls;
	}

	ConfiguredValue value(String key) {
		return ConfiguredValue.of(this.environment, key);
	}

	Map<String, Object> json(Explanation explanation) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("method", explanation.method());
		body.put("path", explanation.path());
		body.put("unauthenticated", explanation.unauthenticated().stream().map(this::json).toList());
		body.put("authenticated", explanation.authenticated().stream().map(this::json).toList());
		return body;
	}

	private Map<String, Object> json(ExplainedControl control) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("stage", control.stage().toString());
		body.put("control", control.control());
		body.put("effect", control.effect());
		body.put("properties", control.keys().stream().map((key) -> json(value(key))).toList());
		return body;
	}

	private Map<String, Object> json(ConfiguredValue value) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("key", value.key());
		body.put("value", (value.value() != null) ? value.value() : "default");
		body.put("origin", (value.origin() != null) ? value.origin() : "default of the starter");
		return body;
	}

	/**
	 * What a request would meet.
	 *
	 * @param method its method
	 * @param path its path
	 * @param unauthenticated what it meets without a credential
	 * @param authenticated what it meets with a good one
	 */
	record Explanation(String method, String path, List<ExplainedControl> unauthenticated,
			List<ExplainedControl> authenticated) {

	}

}
