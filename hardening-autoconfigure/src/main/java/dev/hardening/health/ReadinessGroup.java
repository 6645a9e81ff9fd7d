package dev.hardening.health;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.AdditionalPathsMapper;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;

/**
 * Gives the readiness group of the health endpoint the members that the readiness probe
 * has, so that both say the same. A group that the user configured is left alone. A
 * default of the property that lists the members would not do: Boot refuses to start when
 * it names a contributor that the application does not have.
 */
final class ReadinessGroup implements HealthEndpointGroup {

	private final HealthEndpointGroup primary;

	private ReadinessGroup(HealthEndpointGroup primary) {
		this.primary = primary;
	}

	static HealthEndpointGroups addTo(HealthEndpointGroups groups) {
		if (groups.get(ProbeGroups.READINESS) != null) {
			return groups;
		}
		return new Groups(groups, new ReadinessGroup(groups.getPrimary()));
	}

	@Override
	public boolean isMember(String name) {
		return ProbeGroups.isDefaultReadinessMember(name);
	}

	@Override
	public boolean showComponents(SecurityContext securityContext) {
		return this.primary.showComponents(securityContext);
	}

	@Override
	public boolean showDetails(SecurityContext securityContext) {
		return this.primary.showDetails(securityContext);
	}

	@Override
	public StatusAggregator getStatusAggregator() {
		return this.primary.getStatusAggregator();
	}

	@Override
	public HttpCodeStatusMapper getHttpCodeStatusMapper() {
		return this.primary.getHttpCodeStatusMapper();
	}

	@Override
	public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
		return null;
	}

	private record Groups(HealthEndpointGroups delegate,
			ReadinessGroup readiness) implements HealthEndpointGroups, AdditionalPathsMapper {

		@Override
		public HealthEndpointGroup getPrimary() {
			return this.delegate.getPrimary();
		}

		@Override
		public Set<String> getNames() {
			Set<String> names = new LinkedHashSet<>(this.delegate.getNames());
			names.add(ProbeGroups.READINESS);
			return names;
		}

		@Override
		public @Nullable HealthEndpointGroup get(String name) {
			return name.equals(ProbeGroups.READINESS) ? this.readiness : this.delegate.get(name);
		}

		@Override
		public @Nullable List<String> getAdditionalPaths(EndpointId endpointId, WebServerNamespace namespace) {
			return (this.delegate instanceof AdditionalPathsMapper mapper)
					? mapper.getAdditionalPaths(endpointId, namespace) : null;
		}

	}

}
