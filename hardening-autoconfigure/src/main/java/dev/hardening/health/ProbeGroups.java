package dev.hardening.health;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.contributor.Status;

/**
 * Which contributors a probe asks: the members of the health endpoint and of its
 * readiness group as far as the endpoint is there, else all, and the default members.
 */
final class ProbeGroups {

	/**
	 * What an application cannot work without. Redis is not among them, since limits fall
	 * back to the local store; a user who cannot work without it adds it to the group.
	 */
	static final Set<String> READINESS_MEMBERS = Set.of("readinessState", "db", "config", "migrations");

	static final String READINESS = "readiness";

	private final @Nullable HealthEndpointGroups groups;

	ProbeGroups(@Nullable HealthEndpointGroups groups) {
		this.groups = groups;
	}

	boolean isHealthMember(String name) {
		// Always up, and so without news.
		return !name.equals("ping") && (this.groups == null || this.groups.getPrimary().isMember(name));
	}

	boolean isReadinessMember(String name) {
		if (name.equals("readinessState")) {
			return false;
		}
		HealthEndpointGroup group = (this.groups != null) ? this.groups.get(READINESS) : null;
		return (group != null) ? group.isMember(name) : isDefaultReadinessMember(name);
	}

	static boolean isDefaultReadinessMember(String name) {
		int slash = name.indexOf('/');
		return READINESS_MEMBERS.contains((slash < 0) ? name : name.substring(0, slash));
	}

	boolean isOk(Status status) {
		HttpCodeStatusMapper mapper = (this.groups != null) ? this.groups.getPrimary().getHttpCodeStatusMapper()
				: HttpCodeStatusMapper.getDefault();
		return mapper.getStatusCode(status) < 400;
	}

}
