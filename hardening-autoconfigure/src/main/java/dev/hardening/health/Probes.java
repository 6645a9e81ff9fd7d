package dev.hardening.health;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.contributor.Status;

/**
 * What the probes say. The states that decide are those of Boot: contributors and groups
 * of the health endpoint, and the availability of the application.
 */
public final class Probes {

	/** The names that the checks of Boot have for people who do not know Boot. */
	private static final Map<String, String> NAMES = Map.of("db", "database", "diskSpace", "disk", "readinessState",
			"traffic", "livenessState", "process");

	private final HealthChecks checks;

	private final ProbeGroups groups;

	private final ApplicationAvailability availability;

	private final String version;

	private final String environment;

	private final Clock clock;

	Probes(HealthChecks checks, ProbeGroups groups, ApplicationAvailability availability, String version,
			String environment, Clock clock) {
		this.checks = checks;
		this.groups = groups;
		this.availability = availability;
		this.version = version;
		this.environment = environment;
		this.clock = clock;
	}

	/**
	 * Tell whether everything that the application needs works.
	 * @param showChecks whether the caller may see the state of each check
	 * @return the answer
	 */
	public ProbeAnswer health(boolean showChecks) {
		Map<String, Status> statuses = this.checks.ask(this.groups::isHealthMember);
		boolean ok = statuses.values().stream().allMatch(this.groups::isOk);
		Map<String, Object> body = body(ok ? "healthy" : "degraded");
		body.put("version", this.version);
		body.put("env", this.environment);
		if (showChecks) {
			Map<String, Object> shown = new LinkedHashMap<>();
			statuses.forEach((name, status) -> shown.put(name(name), status.getCode().toLowerCase(Locale.ROOT)));
			body.put("checks", shown);
		}
		return new ProbeAnswer(ok, body);
	}

	/**
	 * Tell whether the application takes requests: not before it has started, not from
	 * the moment its shutdown begins, and not without what it cannot work without.
	 * @param showChecks whether the caller may see the state of each check
	 * @return the answer
	 */
	public ProbeAnswer ready(boolean showChecks) {
		boolean traffic = this.availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
		Map<String, Object> shown = new LinkedHashMap<>();
		this.checks.ask(this.groups::isReadinessMember)
			.forEach((name, status) -> shown.put(name(name), this.groups.isOk(status)));
		// Asked directly: the shutdown must show at once, not when a cached answer ends.
		shown.put("traffic", traffic);
		boolean ok = !shown.containsValue(false);
		Map<String, Object> body = body(ok ? "ready" : "not_ready");
		body.put("version", this.version);
		if (showChecks) {
			body.put("checks", shown);
		}
		return new ProbeAnswer(ok, body);
	}

	/**
	 * Tell whether the process works. Only the application itself can deny it, so that no
	 * outage of another system makes an orchestrator restart what is not broken.
	 * @return the answer
	 */
	public ProbeAnswer live() {
		boolean ok = this.availability.getLivenessState() == LivenessState.CORRECT;
		return new ProbeAnswer(ok, body(ok ? "alive" : "broken"));
	}

	private Map<String, Object> body(String status) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("status", status);
		body.put("timestamp", this.clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
		return body;
	}

	private String name(String contributor) {
		return NAMES.getOrDefault(contributor, contributor);
	}

}
