package dev.hardening.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Asks the health contributors of the application, all at once, each within a time limit
 * and no more often than the cache allows.
 */
final class HealthChecks {

	private final HealthContributors contributors;

	private final StatusAggregator aggregator;

	private final HealthProperties properties;

	private final Executor executor;

	private final LongSupplier clock;

	private final Map<String, CachedCheck> checks = new ConcurrentHashMap<>();

	HealthChecks(HealthContributors contributors, StatusAggregator aggregator, HealthProperties properties,
			Executor executor, LongSupplier clock) {
		this.contributors = contributors;
		this.aggregator = aggregator;
		this.properties = properties;
		this.executor = executor;
		this.clock = clock;
	}

	/**
	 * Ask those that belong to a group.
	 * @param group tells by a contributor's name whether it belongs
	 * @return names and states; a composite has the worst of its parts
	 */
	Map<String, Status> ask(Predicate<String> group) {
		Map<String, List<CachedCheck.Run>> runs = new LinkedHashMap<>();
		for (HealthContributors.Entry entry : this.contributors) {
			List<CachedCheck.Run> parts = new ArrayList<>(1);
			start(entry.name(), entry.contributor(), group, parts);
			if (!parts.isEmpty()) {
				runs.put(entry.name(), parts);
			}
		}
		Map<String, Status> result = new LinkedHashMap<>();
		runs.forEach((name, parts) -> result.put(name, await(parts)));
		return result;
	}

	private void start(String name, HealthContributor contributor, Predicate<String> group,
			List<CachedCheck.Run> runs) {
		if (contributor instanceof CompositeHealthContributor composite) {
			for (HealthContributors.Entry entry : composite) {
				start(name + "/" + entry.name(), entry.contributor(), group, runs);
			}
		}
		else if (contributor instanceof HealthIndicator indicator && group.test(name)) {
			runs.add(this.checks.computeIfAbsent(name, this::check).start(() -> status(indicator)));
		}
	}

	private CachedCheck check(String name) {
		return new CachedCheck(name, this.executor, this.properties.timeout(), this.properties.cache(), this.clock);
	}

	private Status status(HealthIndicator indicator) {
		Health health = indicator.health();
		return (health != null) ? health.getStatus() : Status.UNKNOWN;
	}

	private Status await(List<CachedCheck.Run> parts) {
		Status[] statuses = parts.stream().map(CachedCheck.Run::await).toArray(Status[]::new);
		return (statuses.length == 1) ? statuses[0] : this.aggregator.getAggregateStatus(statuses);
	}

}
