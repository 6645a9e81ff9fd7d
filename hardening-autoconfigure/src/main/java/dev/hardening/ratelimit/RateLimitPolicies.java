package dev.hardening.ratelimit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.web.ClientRequest;
import dev.hardening.web.PathOverlap;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * All policies, compiled. Compiled once when the properties are known, so that a mistake
 * stops the start early, and once more when the handlers are, since an annotation decides
 * where the policy of its name applies and the router how paths are read.
 */
public final class RateLimitPolicies {

	private final RateLimitProperties properties;

	private final Function<String, @Nullable KeySource> beans;

	private volatile PolicyTable compiled;

	private volatile List<LimitedRoute> routes = List.of();

	private volatile boolean allRoutes;

	private volatile PathIndex<PathPattern> annotated = new PathIndex<>(List.of(), List::of, true);

	RateLimitPolicies(RateLimitProperties properties, Function<String, @Nullable KeySource> beans) {
		this.properties = properties;
		this.beans = beans;
		this.compiled = compile(PathPatternParser.defaultInstance, Map.of(), false);
	}

	/**
	 * Take in what the handlers say.
	 * @param annotated the limits that annotations set, by name of the policy
	 * @param paths the paths of handlers that have an annotation
	 * @param parser how the router reads paths
	 */
	public void bind(Map<String, RateLimit> annotated, List<PathPattern> paths, PathPatternParser parser) {
		this.compiled = compile(parser, annotated, true);
		this.annotated = new PathIndex<>(paths, List::of, parser.isCaseSensitive());
	}

	/**
	 * Remember the routes of the application, for the audit.
	 * @param routes the routes that are known
	 * @param all whether there are no others
	 */
	public void remember(List<LimitedRoute> routes, boolean all) {
		this.routes = List.copyOf(routes);
		this.allRoutes = all;
	}

	List<LimitedRoute> routes() {
		return this.routes;
	}

	boolean knowsRoutes() {
		return this.allRoutes;
	}

	/**
	 * Return whether an annotated handler may be the one of a request; which one it is,
	 * the router knows.
	 * @param request the request
	 * @return {@code true} if the path matches that of an annotated handler
	 */
	public boolean mayBeAnnotated(ClientRequest request) {
		PathIndex<PathPattern> annotated = this.annotated;
		return !annotated.isEmpty() && annotated.matches(request.path());
	}

	private PolicyTable compile(PathPatternParser parser, Map<String, RateLimit> annotated, boolean bound) {
		PolicyCompiler compiler = new PolicyCompiler(this.properties, parser, this.beans);
		Map<String, RateLimitPolicy> byName = new LinkedHashMap<>();
		List<RateLimitPolicy> byPath = new ArrayList<>();
		this.properties.policies().forEach((name, policy) -> {
			boolean undecided = policy.limits() == null && (!bound || annotated.containsKey(name));
			if (!Boolean.FALSE.equals(policy.enabled()) && !undecided) {
				byName.put(name, compiler.compile(name, policy));
				byPath.add(byName.get(name));
			}
		});
		annotated.forEach((name, annotation) -> {
			byPath.remove(byName.remove(name));
			PolicyProperties policy = PolicyProperties.of(annotation);
			PolicyProperties written = this.properties.policies().get(name);
			requireNoPaths(name, written);
			PolicyProperties combined = (written != null) ? written.over(policy) : policy;
			if (!Boolean.FALSE.equals(combined.enabled())) {
				byName.put(name, compiler.compile(name, combined));
			}
		});
		return new PolicyTable(byName, byPath, parser.isCaseSensitive());
	}

	private static void requireNoPaths(String name, @Nullable PolicyProperties written) {
		if (written != null && written.paths() != null) {
			throw new InvalidPropertyException(RateLimitProperties.PREFIX + ".policies." + name + ".paths",
					written.paths(), "contradicts a @RateLimit annotation of that name, which says where it applies",
					"Remove the paths, or give the annotation another name.");
		}
	}

	/**
	 * Return the names of the policies whose path patterns none of some paths can match:
	 * likely slips of the pen.
	 * @param patterns the patterns of all handlers
	 * @return the names
	 */
	public List<String> unmatched(Collection<PathPattern> patterns) {
		return this.compiled.byPath()
			.stream()
			.filter((policy) -> !policy.paths().isEmpty() && !PathOverlap.any(policy.paths(), patterns))
			.map(RateLimitPolicy::name)
			.toList();
	}

	Collection<RateLimitPolicy> all() {
		return this.compiled.all();
	}

	List<RateLimitPolicy> byPath() {
		return this.compiled.byPath();
	}

	@Nullable RateLimitPolicy find(String name) {
		return this.compiled.find(name);
	}

	RateLimitPolicy get(String name) {
		RateLimitPolicy policy = find(name);
		if (policy == null) {
			throw new IllegalArgumentException(
					"No rate limit policy is named '%s'; there are %s".formatted(name, all()));
		}
		return policy;
	}

	// Configured and switched off, which is no mistake of those who ask for it by hand.
	boolean isDisabled(String name) {
		PolicyProperties policy = this.properties.policies().get(name);
		return policy != null && Boolean.FALSE.equals(policy.enabled());
	}

	boolean has(RateLimitStage stage) {
		return this.compiled.has(stage);
	}

	/**
	 * Return the policies that limit a request.
	 * @param stage which of them
	 * @param request the request
	 * @return the policies, each once
	 */
	List<RateLimitPolicy> match(RateLimitStage stage, ClientRequest request) {
		return this.compiled.match(stage, request);
	}

}
