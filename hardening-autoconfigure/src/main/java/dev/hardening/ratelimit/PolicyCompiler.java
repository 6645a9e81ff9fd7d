package dev.hardening.ratelimit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.web.ControlMode;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Turns what is written about a policy into what is evaluated, and refuses what cannot
 * work, each with the key to correct.
 */
final class PolicyCompiler {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._#()-]{0,127}");

	private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

	private static final String POLICIES = RateLimitProperties.PREFIX + ".policies.";

	private final RateLimitProperties properties;

	private final PathPatternParser parser;

	private final Function<String, @Nullable KeySource> beans;

	PolicyCompiler(RateLimitProperties properties, PathPatternParser parser,
			Function<String, @Nullable KeySource> beans) {
		this.properties = properties;
		this.parser = parser;
		this.beans = beans;
	}

	RateLimitPolicy compile(String name, PolicyProperties policy) {
		String prefix = POLICIES + name;
		if (!NAME.matcher(name).matches()) {
			throw new InvalidPropertyException(prefix, name, "is not a name that a header can carry",
					"Use letters, digits, dots, dashes and underscores.");
		}
		Shape shape = new Shape(policy);
		List<Limit> limits = limits(prefix + ".limits", policy.limits(), shape);
		Quota quota = new Quota(name, null, limits, onFailure(policy));
		return new RateLimitPolicy(name, mode(policy), paths(prefix + ".paths", policy.paths(), List.of("/**")),
				excluded(prefix + ".exclude", policy), methods(prefix + ".methods", policy.methods()),
				key(prefix + ".key", policy.key()), quota, tiers(prefix + ".tiers", quota, policy, shape),
				cost(prefix + ".cost", policy.cost(), quota));
	}

	private ControlMode mode(PolicyProperties policy) {
		boolean reports = this.properties.mode() == ControlMode.REPORT || policy.mode() == ControlMode.REPORT;
		return reports ? ControlMode.REPORT : ControlMode.ENFORCE;
	}

	private OnStoreFailure onFailure(PolicyProperties policy) {
		return Objects.requireNonNullElse(policy.onFailure(), this.properties.redis().onFailure());
	}

	private List<Limit> limits(String key, @Nullable List<String> texts, Shape shape) {
		if (texts == null || texts.isEmpty()) {
			throw new InvalidPropertyException(key, null, "a policy needs",
					"Write permits and period, for example [\"100/1m\"], or remove the policy.");
		}
		List<Limit> limits = new ArrayList<>();
		for (int i = 0; i < texts.size(); i++) {
			limits.add(limit(key + "[" + i + "]", texts.get(i), shape));
		}
		long periods = limits.stream().map(Limit::period).distinct().count();
		if (periods < limits.size()) {
			throw new InvalidPropertyException(key, texts, "has two limits of the same period",
					"Keep the lower one; the other never applies.");
		}
		return shape.withBurst(key, limits);
	}

	private Limit limit(String key, String text, Shape shape) {
		try {
			return Limit.parse(text).withRefill(shape.refill);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(key, text, String.valueOf(ex.getMessage()),
					"Write permits and period, for example 100/1m, 5/5m, 1000/hour.");
		}
	}

	private List<Quota> tiers(String key, Quota base, PolicyProperties policy, Shape shape) {
		Map<String, List<String>> written = Objects.requireNonNullElse(policy.tiers(), Map.of());
		List<Quota> tiers = new ArrayList<>();
		written.forEach((tier, texts) -> {
			Quota quota = new Quota(base.policy(), tier, limits(key + "." + tier, texts, shape), base.onStoreFailure());
			if (quota.fingerprint().equals(base.fingerprint())) {
				throw new InvalidPropertyException(key + "." + tier, texts, "repeats the limits of the policy",
						"Remove the tier or give it limits of its own.");
			}
			cost(key + "." + tier, policy.cost(), quota);
			tiers.add(quota);
		});
		tiers
			.sort(Comparator.comparingDouble(PolicyCompiler::permitsPerNano).reversed().thenComparing(Quota::toString));
		return List.copyOf(tiers);
	}

	private static double permitsPerNano(Quota quota) {
		return quota.limits()
			.stream()
			.mapToDouble((limit) -> (double) limit.permits() / limit.period().toNanos())
			.min()
			.orElseThrow();
	}

	private long cost(String key, @Nullable Long written, Quota quota) {
		long cost = Objects.requireNonNullElse(written, 1L);
		if (cost < 1 || cost > quota.capacity()) {
			throw new InvalidPropertyException(key, (written != null) ? cost : quota.limits(),
					(cost < 1) ? "charges nothing" : "never admits a request that costs " + cost,
					"Use a cost from 1 to the smallest limit, which is " + quota.capacity() + " here.");
		}
		return cost;
	}

	private List<PathPattern> paths(String key, @Nullable List<String> texts, List<String> otherwise) {
		List<String> patterns = Objects.requireNonNullElse(texts, otherwise);
		List<PathPattern> parsed = new ArrayList<>();
		for (int i = 0; i < patterns.size(); i++) {
			parsed.add(path(key + "[" + i + "]", patterns.get(i)));
		}
		return List.copyOf(parsed);
	}

	private PathIndex<PathPattern> excluded(String key, PolicyProperties policy) {
		List<PathPattern> patterns = paths(key, policy.exclude(), List.of());
		return new PathIndex<>(patterns, List::of, this.parser.isCaseSensitive());
	}

	private PathPattern path(String key, String text) {
		if (!text.startsWith("/")) {
			throw new InvalidPropertyException(key, text, "can never match", "Begin the path with a slash.");
		}
		try {
			return this.parser.parse(text);
		}
		catch (PatternParseException ex) {
			throw new InvalidPropertyException(key, text, "is not a path pattern: " + ex.getMessage(),
					"Write it as in a request mapping, for example /api/orders/{id} or /api/**.");
		}
	}

	private Set<String> methods(String key, @Nullable List<String> written) {
		List<String> methods = Objects.requireNonNullElse(written, List.of());
		for (int i = 0; i < methods.size(); i++) {
			if (!TOKEN.matcher(methods.get(i)).matches()) {
				throw new InvalidPropertyException(key + "[" + i + "]", methods.get(i), "is not an HTTP method",
						"Write for example POST.");
			}
		}
		return methods.stream()
			.map((method) -> method.toUpperCase(Locale.ROOT))
			.collect(Collectors.toUnmodifiableSet());
	}

	private KeySource key(String key, @Nullable String written) {
		String text = Objects.requireNonNullElse(written, RateLimitKey.IP);
		KeySource known = KeySource.ofName(text);
		if (known != null) {
			return known;
		}
		int colon = text.indexOf(':');
		String kind = text.substring(0, Math.max(colon, 0));
		String name = text.substring(colon + 1);
		if (RateLimitKey.HEADER.equals(kind) && TOKEN.matcher(name).matches()) {
			return KeySource.ofHeader(name);
		}
		KeySource bean = RateLimitKey.BEAN.equals(kind) ? this.beans.apply(name) : null;
		if (bean == null) {
			throw new InvalidPropertyException(key, text,
					RateLimitKey.BEAN.equals(kind) ? "names no bean of type RateLimitKeyResolver" : "is not a key",
					"Use ip, principal, api-key, client, global, header:<name> or bean:<name of a bean>.");
		}
		return bean;
	}

	/**
	 * What applies to all limits of a policy, those of its tiers included.
	 */
	private static final class Shape {

		private final long burst;

		private final Refill refill;

		Shape(PolicyProperties policy) {
			this.burst = Objects.requireNonNullElse(policy.burst(), 0L);
			this.refill = Objects.requireNonNullElse(policy.refill(), Refill.GREEDY);
		}

		List<Limit> withBurst(String key, List<Limit> limits) {
			if (this.burst < 0 || this.burst > 1_000_000_000L) {
				throw new InvalidPropertyException(key.replaceFirst("\\.(limits|tiers.*)$", ".burst"), this.burst,
						"is not a number of permits", "Use 0 for none.");
			}
			Limit shortest = limits.stream().min(Comparator.comparing(Limit::period)).orElseThrow();
			return limits.stream().map((limit) -> (limit == shortest) ? limit.withBurst(this.burst) : limit).toList();
		}

	}

}
