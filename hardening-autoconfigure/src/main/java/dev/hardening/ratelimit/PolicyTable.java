package dev.hardening.ratelimit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.hardening.web.ClientRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;

/**
 * The compiled policies by name, and by what they match. Immutable.
 */
final class PolicyTable {

	private final Map<String, RateLimitPolicy> byName;

	private final List<RateLimitPolicy> byPath;

	private final Map<RateLimitStage, PathIndex<RateLimitPolicy>> indexes = new EnumMap<>(RateLimitStage.class);

	private final Set<RateLimitStage> stages = EnumSet.noneOf(RateLimitStage.class);

	/**
	 * Create the table.
	 * @param byName all policies
	 * @param byPath those that apply where their path patterns match
	 * @param caseSensitive whether the router tells upper case from lower
	 */
	PolicyTable(Map<String, RateLimitPolicy> byName, List<RateLimitPolicy> byPath, boolean caseSensitive) {
		this.byName = byName;
		this.byPath = byPath;
		byName.values().forEach((policy) -> this.stages.add(policy.stage()));
		for (RateLimitStage stage : RateLimitStage.values()) {
			List<RateLimitPolicy> ofStage = byPath.stream().filter((policy) -> policy.stage() == stage).toList();
			this.indexes.put(stage, new PathIndex<>(ofStage, RateLimitPolicy::paths, caseSensitive));
		}
	}

	Collection<RateLimitPolicy> all() {
		return this.byName.values();
	}

	List<RateLimitPolicy> byPath() {
		return this.byPath;
	}

	@Nullable RateLimitPolicy find(String name) {
		return this.byName.get(name);
	}

	boolean has(RateLimitStage stage) {
		return this.stages.contains(stage);
	}

	List<RateLimitPolicy> match(RateLimitStage stage, ClientRequest request) {
		PathIndex<RateLimitPolicy> index = this.indexes.get(stage);
		if (index == null || index.isEmpty()) {
			return List.of();
		}
		PathContainer path = request.path();
		List<RateLimitPolicy> matches = index.match(path);
		for (RateLimitPolicy match : matches) {
			if (!match.limits(request.method(), path)) {
				return only(matches, request.method(), path);
			}
		}
		return matches;
	}

	private static List<RateLimitPolicy> only(List<RateLimitPolicy> matches, String method, PathContainer path) {
		List<RateLimitPolicy> only = new ArrayList<>(matches.size());
		for (RateLimitPolicy match : matches) {
			if (match.limits(method, path)) {
				only.add(match);
			}
		}
		return only;
	}

}
