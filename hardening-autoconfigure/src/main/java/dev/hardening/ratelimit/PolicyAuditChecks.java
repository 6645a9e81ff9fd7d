package dev.hardening.ratelimit;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;
import dev.hardening.web.AddressBlock;
import dev.hardening.web.ControlMode;
import dev.hardening.web.PathOverlap;

/**
 * Whether each kind of endpoint has the limit that it needs.
 */
final class PolicyAuditChecks implements AuditChecks {

	private static final String NONE = "There are no policies.";

	private static final String POLICIES = "hardening.rate-limit.policies";

	private static final List<String> SIGN_IN = List.of("login", "signin", "sign-in", "token", "2fa", "otp", "mfa",
			"password", "register", "signup", "sign-up");

	private static final long MOST_A_MINUTE = 1000;

	private static final long NARROW = 16;

	private final RateLimitProperties properties;

	private final RateLimitPolicies policies;

	PolicyAuditChecks(RateLimitProperties properties, RateLimitPolicies policies) {
		this.properties = properties;
		this.policies = policies;
	}

	@Override
	public List<AuditCheck> checks() {
		return List.of(general(), signIn(), uploads(), matched(), enforced(), outage(), safelist(), told());
	}

	private AuditCheck general() {
		return AuditCheck
			.of("HRD-RL-003", "One address cannot ask without end", AuditSeverity.WARNING, () -> general(byPath()))
			.because("A limit by user or key does not count who has neither.")
			.mendedBy(POLICIES + ".api.limits: [\"100/1m\"]")
			.demandedBy("ASVS 5.0 2.4.1", Checklist.GUIDE.part("1.2"), Checklist.STORY.part("2"),
					Checklist.CONFIGURATION.part("Rate Limiting"));
	}

	private AuditResult general(Collection<RateLimitPolicy> all) {
		List<String> general = all.stream()
			.filter((policy) -> isGeneral(policy) && policy.methods().isEmpty() && !policy.key().needsIdentity())
			.filter((policy) -> perMinute(policy) <= MOST_A_MINUTE)
			.map((policy) -> "%s with %s".formatted(policy.name(), policy.quota().limits()))
			.toList();
		return AuditResult.passIf(!general.isEmpty(), general.isEmpty()
				? "No policy by address covers every path with at most %d requests a minute.".formatted(MOST_A_MINUTE)
				: "The policy is %s.".formatted(general.get(0)));
	}

	private AuditCheck signIn() {
		return AuditCheck
			.of("HRD-RL-004", "Signing in has a limit of its own", AuditSeverity.WARNING,
					() -> own((route) -> route.takes("POST") && isSignIn(route)))
			.because("A general limit leaves room for thousands of guesses a day.")
			.mendedBy(POLICIES + ".login: {paths: [/login], methods: [POST], limits: [\"5/5m\"]}")
			.demandedBy("ASVS 5.0 6.3.1", Checklist.STORY.part("2"), Checklist.CONFIGURATION.part("Rate Limiting"));
	}

	private AuditCheck uploads() {
		return AuditCheck
			.of("HRD-RL-005", "Uploads have a limit of their own", AuditSeverity.WARNING,
					() -> own(LimitedRoute::upload))
			.because("An upload costs memory, disk and time that a page does not.")
			.mendedBy(POLICIES + ".media: {paths: [/media], methods: [POST], limits: [\"5/1m\"]}")
			.demandedBy("ASVS 5.0 2.4.1", Checklist.STORY.part("2"), Checklist.INTEGRATION.part("Phase 2"));
	}

	private AuditResult own(Predicate<LimitedRoute> kind) {
		List<LimitedRoute> routes = this.policies.routes().stream().filter(kind).toList();
		if (routes.isEmpty()) {
			return AuditResult.skipped("The application has no such route.");
		}
		List<String> open = routes.stream().filter((route) -> !hasOwn(route)).map(LimitedRoute::toString).toList();
		return AuditResult.passIfNone(open, "All %d have one.".formatted(routes.size()),
				"Only the general limit covers ");
	}

	private boolean hasOwn(LimitedRoute route) {
		return route.policy() != null || byPath().stream()
			.filter((policy) -> !isGeneral(policy))
			.anyMatch((policy) -> policy.paths()
				.stream()
				.anyMatch((path) -> path.matches(PathOverlap.example(route.pattern()))));
	}

	private AuditCheck matched() {
		return AuditCheck.of("HRD-RL-006", "Each policy covers a route", AuditSeverity.WARNING, this::unmatched)
			.because("A policy with a mistyped path, or a method that nothing there takes, limits nothing.")
			.mendedBy(POLICIES + ": paths and methods that exist")
			.demandedBy(Checklist.INTEGRATION.part("Phase 2"));
	}

	private AuditResult unmatched() {
		if (!this.policies.knowsRoutes()) {
			return AuditResult.skipped("The routes of the application cannot all be told.");
		}
		List<String> names = byPath().stream().filter((policy) -> !covers(policy)).map(RateLimitPolicy::name).toList();
		return AuditResult.passIfNone(names, "Each does.", "These cover none: ");
	}

	private boolean covers(RateLimitPolicy policy) {
		return policy.paths().isEmpty() || this.policies.routes()
			.stream()
			.filter((route) -> policy.methods().isEmpty() || policy.methods().stream().anyMatch(route::takes))
			.anyMatch((route) -> PathOverlap.any(policy.paths(), List.of(route.pattern())));
	}

	private AuditCheck enforced() {
		return AuditCheck.of("HRD-RL-007", "Each policy refuses", AuditSeverity.WARNING, () -> {
			List<String> names = names((policy) -> policy.mode() == ControlMode.REPORT);
			return this.policies.all().isEmpty() ? AuditResult.skipped(NONE)
					: AuditResult.passIfNone(names, "Each does.", "These only report: ");
		})
			.because("Reporting is for the time in which a limit is found.")
			.mendedBy(POLICIES + ".*.mode: enforce")
			.demandedBy(Checklist.STORY.part("2"));
	}

	private AuditCheck outage() {
		return AuditCheck.of("HRD-RL-008", "Limits hold while Redis is away", AuditSeverity.WARNING, () -> {
			List<String> names = names((policy) -> policy.quota().onStoreFailure() == OnStoreFailure.ALLOW);
			return this.policies.all().isEmpty() ? AuditResult.skipped(NONE)
					: AuditResult.passIfNone(names, "Each does.", "These would admit everything: ");
		})
			.because("An attacker who can slow Redis down would have no limit.")
			.mendedBy("hardening.rate-limit.redis.on-failure: local");
	}

	private AuditCheck safelist() {
		return AuditCheck.of("HRD-RL-009", "What is never limited is narrow", AuditSeverity.WARNING, () -> {
			List<String> broad = this.properties.safelist().stream().filter(PolicyAuditChecks::isBroad).toList();
			return AuditResult.passIf(broad.isEmpty(),
					broad.isEmpty() ? "%d blocks are on the list.".formatted(this.properties.safelist().size())
							: "Wider than /%d: %s.".formatted(NARROW, String.join(", ", broad)));
		})
			.because("Everyone in such a block asks without a limit.")
			.mendedBy("hardening.rate-limit.safelist: single addresses or small blocks");
	}

	private AuditCheck told() {
		return AuditCheck
			.of("HRD-RL-010", "Clients are told their limits", AuditSeverity.INFO,
					() -> AuditResult.passIf(this.properties.headers().standard() || this.properties.headers().legacy(),
							this.properties.headers().standard() ? "Answers carry RateLimit."
									: this.properties.headers().legacy() ? "Answers carry X-RateLimit-Limit."
											: "No answer says it."))
			.because("A client that does not know its limit cannot keep to it.")
			.mendedBy("hardening.rate-limit.headers.standard: true")
			.demandedBy(Checklist.GUIDE.part("1.4"), Checklist.INTEGRATION.part("Phase 2"));
	}

	private static boolean isBroad(String block) {
		int slash = block.indexOf('/');
		boolean wide = slash > 0 && Long.parseLong(block.substring(slash + 1).strip()) < NARROW;
		return wide || AddressBlock.parse(block).isEverything();
	}

	private static boolean isSignIn(LimitedRoute route) {
		String path = route.toString().toLowerCase(Locale.ROOT);
		return Stream.of(path.split("/")).anyMatch((segment) -> SIGN_IN.stream().anyMatch(segment::contains));
	}

	private static boolean isGeneral(RateLimitPolicy policy) {
		return policy.paths().stream().anyMatch((path) -> path.getPatternString().equals("/**"));
	}

	private static double perMinute(RateLimitPolicy policy) {
		return policy.quota()
			.limits()
			.stream()
			.mapToDouble((limit) -> limit.permits() * 60_000.0 / limit.period().toMillis())
			.min()
			.orElse(Double.MAX_VALUE);
	}

	private List<RateLimitPolicy> byPath() {
		return this.policies.byPath();
	}

	private List<String> names(Predicate<RateLimitPolicy> chosen) {
		return this.policies.all().stream().filter(chosen).map(RateLimitPolicy::name).toList();
	}

}
