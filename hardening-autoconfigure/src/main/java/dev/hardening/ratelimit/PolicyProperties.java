package dev.hardening.ratelimit;

import java.util.List;
import java.util.Map;

import dev.hardening.web.ControlMode;
import org.jspecify.annotations.Nullable;

/**
 * One policy as it is written. What is not written stays {@code null}, so that values can
 * be laid over those of an annotation or of the default policy.
 *
 * @param enabled whether the policy applies
 * @param mode whether to refuse what is over the limit, or only to count and log it
 * @param paths path patterns of the requests that are limited; an empty list is for a
 * policy that code asks by hand
 * @param exclude path patterns of the requests that are not
 * @param methods HTTP methods of the requests that are limited; empty for all
 * @param key who is counted: ip, principal, api-key, client, global, header:name or
 * bean:name
 * @param limits permits and period, such as 100/1m; all of them apply
 * @param burst permits that can be saved up on top, for the limit of the shortest period
 * @param refill how permits come back: evenly (greedy) or all at once (interval)
 * @param cost permits that one request takes
 * @param tiers limits for clients with an authority or an API key of a tier
 * @param onFailure what to do while Redis does not answer
 */
public record PolicyProperties(@Nullable Boolean enabled, @Nullable ControlMode mode, @Nullable List<String> paths,
		@Nullable List<String> exclude, @Nullable List<String> methods, @Nullable String key,
		@Nullable List<String> limits, @Nullable Long burst, @Nullable Refill refill, @Nullable Long cost,
		@Nullable Map<String, List<String>> tiers, @Nullable OnStoreFailure onFailure) {

	static final PolicyProperties API = new PolicyProperties(true, ControlMode.ENFORCE, List.of("/**"),
			List.of("/health", "/ready", "/live", "/actuator/**"), List.of(), RateLimitKey.IP, List.of("100/1m"), 0L,
			Refill.GREEDY, 1L, Map.of(), null);

	/**
	 * Start a policy from what an annotation says.
	 * @param annotation the annotation
	 * @return the policy
	 */
	static PolicyProperties of(RateLimit annotation) {
		return new PolicyProperties(null, null, null, null, null, annotation.key(), List.of(annotation.limits()), null,
				null, annotation.cost(), null, null);
	}

	/**
	 * Lay these values over others.
	 * @param base what holds where this says nothing
	 * @return the combination
	 */
	PolicyProperties over(PolicyProperties base) {
		return new PolicyProperties(first(this.enabled, base.enabled), first(this.mode, base.mode),
				first(this.paths, base.paths), first(this.exclude, base.exclude), first(this.methods, base.methods),
				first(this.key, base.key), first(this.limits, base.limits), first(this.burst, base.burst),
				first(this.refill, base.refill), first(this.cost, base.cost), first(this.tiers, base.tiers),
				first(this.onFailure, base.onFailure));
	}

	private static <T> @Nullable T first(@Nullable T own, @Nullable T other) {
		return (own != null) ? own : other;
	}

}
