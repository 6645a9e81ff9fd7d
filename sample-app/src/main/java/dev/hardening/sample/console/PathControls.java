package dev.hardening.sample.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.hardening.ratelimit.RateLimitProperties;
import dev.hardening.security.SecurityRulesProperties;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Describes for each operation what the configuration says about its path: the limits, as
 * the extension {@code x-rate-limits}, and whether a credential is needed.
 */
class PathControls implements OpenApiCustomizer {

	private static final String EXTENSION = "x-rate-limits";

	private final RateLimitProperties limits;

	private final SecurityRulesProperties security;

	PathControls(RateLimitProperties limits, SecurityRulesProperties security) {
		this.limits = limits;
		this.security = security;
	}

	@Override
	public void customise(OpenAPI openApi) {
		openApi.getPaths()
			.forEach((path, item) -> item.readOperationsMap()
				.forEach((method, operation) -> describe(path, method, operation)));
	}

	private void describe(String path, HttpMethod method, Operation operation) {
		this.limits.policies().forEach((name, policy) -> {
			if (policy.limits() != null && matches(policy.paths(), path) && !matches(policy.exclude(), path)
					&& covers(policy.methods(), method)) {
				addLimit(operation, name, policy.limits(), policy.key());
			}
		});
		this.security.rules()
			.stream()
			.filter((rule) -> matches(rule.paths(), path) && covers(rule.methods(), method))
			.findFirst()
			.filter((rule) -> "permit-all".equals(rule.access()))
			.ifPresent((rule) -> operation.setSecurity(List.of()));
	}

	static void addLimit(Operation operation, String name, List<String> limits, @Nullable String key) {
		Map<String, Object> limit = new LinkedHashMap<>();
		limit.put("policy", name);
		limit.put("limits", limits);
		limit.put("key", (key != null) ? key : "ip");
		List<Object> all = new ArrayList<>();
		if (operation.getExtensions() != null && operation.getExtensions().get(EXTENSION) instanceof List<?> known) {
			all.addAll(known);
		}
		all.add(limit);
		operation.addExtension(EXTENSION, all);
	}

	private static boolean matches(@Nullable List<String> patterns, String path) {
		PathContainer container = PathContainer.parsePath(path);
		return patterns != null && patterns.stream()
			.anyMatch((pattern) -> PathPatternParser.defaultInstance.parse(pattern).matches(container));
	}

	private static boolean covers(@Nullable List<String> methods, HttpMethod method) {
		return methods == null || methods.isEmpty() || methods.contains(method.name());
	}

}
