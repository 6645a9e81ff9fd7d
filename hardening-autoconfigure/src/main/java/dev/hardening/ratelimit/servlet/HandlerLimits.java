package dev.hardening.ratelimit.servlet;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.ratelimit.LimitedRoute;
import dev.hardening.ratelimit.RateLimit;
import dev.hardening.ratelimit.RateLimitExchange;
import dev.hardening.ratelimit.RateLimitExempt;
import dev.hardening.ratelimit.RateLimitPolicies;
import dev.hardening.web.servlet.ServletClientRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Knows the annotations of the handlers, read once all of them are there and before the
 * first request is.
 */
final class HandlerLimits implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(HandlerLimits.class);

	private final RateLimitPolicies policies;

	private final ObjectProvider<RequestMappingHandlerMapping> mappings;

	private final boolean functional;

	private final Map<Handler, Optional<String>> names = new ConcurrentHashMap<>();

	private volatile Map<RequestMappingHandlerMapping, FormRoutes> routers = Map.of();

	/**
	 * Create the registry.
	 * @param policies where the annotations' limits belong
	 * @param mappings the handlers
	 * @param functional whether there are handlers of which nothing is known
	 */
	HandlerLimits(RateLimitPolicies policies, ObjectProvider<RequestMappingHandlerMapping> mappings,
			boolean functional) {
		this.policies = policies;
		this.mappings = mappings;
		this.functional = functional;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<RequestMappingHandlerMapping> routers = this.mappings.orderedStream().toList();
		Map<RequestMappingHandlerMapping, FormRoutes> routesOf = new LinkedHashMap<>();
		routers.forEach((router) -> routesOf.put(router, new FormRoutes(router)));
		this.routers = routesOf;
		Map<String, Declared> declared = new LinkedHashMap<>();
		List<PathPattern> particular = new ArrayList<>();
		List<PathPattern> all = new ArrayList<>();
		List<LimitedRoute> routes = new ArrayList<>();
		for (RequestMappingHandlerMapping router : routers) {
			router.getHandlerMethods().forEach((info, method) -> {
				all.addAll(patterns(info));
				routes.addAll(HandlerRoutes.of(info, method, policyOf(method)));
				if (isExempt(method) || policyOf(method) != null) {
					particular.addAll(patterns(info));
				}
				register(method, declared);
			});
		}
		Map<String, RateLimit> annotated = new LinkedHashMap<>();
		declared.forEach((name, declaration) -> annotated.put(name, declaration.limit()));
		this.policies.bind(annotated, particular, parser(routers));
		this.policies.remember(routes, !this.functional);
		if (!this.functional) {
			this.policies.unmatched(all).forEach(this::warn);
		}
	}

	private static PathPatternParser parser(List<RequestMappingHandlerMapping> routers) {
		PathPatternParser parser = routers.isEmpty() ? null : routers.get(0).getPatternParser();
		return (parser != null) ? parser : PathPatternParser.defaultInstance;
	}

	private static List<PathPattern> patterns(RequestMappingInfo info) {
		return info.getPatternValues().stream().map(PathPatternParser.defaultInstance::parse).toList();
	}

	private void register(HandlerMethod method, Map<String, Declared> annotated) {
		String name = policyOf(method);
		RateLimit limit = find(method);
		if (name == null || limit == null) {
			return;
		}
		Object scope = !limit.name().isEmpty() ? name
				: isLimited(method.getMethod()) ? method.getMethod() : method.getBeanType();
		Declared declared = new Declared(limit, scope);
		Declared other = annotated.putIfAbsent(name, declared);
		if (other != null && !other.equals(declared)) {
			throw new InvalidPropertyException("hardening.rate-limit.policies." + name, scope,
					"two @RateLimit annotations mean, in different ways", "Give one of them a name of its own.");
		}
	}

	private void warn(String policy) {
		logger.warn(("The paths of hardening.rate-limit.policies.%s match none of the handlers of this application. "
				+ "Unless a filter or a static resource answers them, the policy limits nothing.")
			.formatted(policy));
	}

	/**
	 * Return the policy that the annotation of a handler, or of its class, stands for.
	 * @param method the handler
	 * @return the name of the policy, or {@code null} when there is none
	 */
	@Nullable String policyOf(HandlerMethod method) {
		Handler handler = new Handler(method.getBeanType(), method.getMethod());
		Optional<String> known = this.names.get(handler);
		return ((known != null) ? known : this.names.computeIfAbsent(handler, (key) -> name(method))).orElse(null);
	}

	private Optional<String> name(HandlerMethod method) {
		RateLimit limit = isExempt(method) ? null : find(method);
		if (limit == null) {
			return Optional.empty();
		}
		if (!limit.name().isEmpty()) {
			return Optional.of(limit.name());
		}
		String type = method.getBeanType().getSimpleName();
		return Optional.of(isLimited(method.getMethod()) ? type + "." + method.getMethod().getName() : type);
	}

	private static boolean isExempt(HandlerMethod method) {
		boolean own = AnnotatedElementUtils.hasAnnotation(method.getMethod(), RateLimitExempt.class);
		return own || (AnnotatedElementUtils.hasAnnotation(method.getBeanType(), RateLimitExempt.class)
				&& !isLimited(method.getMethod()));
	}

	private static boolean isLimited(AnnotatedElement element) {
		return AnnotatedElementUtils.hasAnnotation(element, RateLimit.class);
	}

	private static @Nullable RateLimit find(HandlerMethod method) {
		RateLimit own = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RateLimit.class);
		return (own != null) ? own : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), RateLimit.class);
	}

	/**
	 * Find out what the annotation of a request's handler says, before anything of its
	 * body is read. The router is asked only when the path could be that of an annotated
	 * handler, since only it knows which of several handlers it takes.
	 * @param request the request
	 * @param exchange is told
	 */
	void foresee(HttpServletRequest request, RateLimitExchange exchange) {
		if (!this.policies.mayBeAnnotated(ServletClientRequest.of(request))) {
			return;
		}
		Set<Decision> decisions = new HashSet<>();
		handlersOf(request).forEach((method) -> decisions.add(new Decision(isExempt(method), policyOf(method))));
		// Where the body decides which handler it is, the interceptor will know.
		if (decisions.size() == 1) {
			decisions.forEach((decision) -> decision.tell(exchange));
		}
	}

	private List<HandlerMethod> handlersOf(HttpServletRequest request) {
		for (Map.Entry<RequestMappingHandlerMapping, FormRoutes> router : this.routers.entrySet()) {
			List<HandlerMethod> methods = RouterLookup.handlersOf(router.getKey(), router.getValue(), request);
			if (!methods.isEmpty()) {
				return methods;
			}
		}
		return List.of();
	}

	private record Decision(boolean exempt, @Nullable String policy) {

		void tell(RateLimitExchange exchange) {
			if (this.exempt) {
				exchange.exempt();
			}
			else if (this.policy != null) {
				exchange.handledUnder(this.policy);
			}
		}

	}

	private record Handler(Class<?> type, Method method) {

	}

	/**
	 * An annotation, and what it was found on unless it has a name to be shared by.
	 */
	private record Declared(RateLimit limit, Object scope) {

	}

}
