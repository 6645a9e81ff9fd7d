package dev.hardening.hosts.servlet;

import dev.hardening.hosts.AllowedHosts;
import dev.hardening.web.servlet.ServletClientRequest;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Spring Security's firewall with a check of the host that knows the path, since probes
 * ask by address.
 */
class AllowedHostsFirewall extends StrictHttpFirewall {

	private final AllowedHosts hosts;

	AllowedHostsFirewall(AllowedHosts hosts) {
		this.hosts = hosts;
	}

	@Override
	public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
		FirewalledRequest firewalled = super.getFirewalledRequest(request);
		if (!this.hosts.admits(ServletClientRequest.of(request), request.getServerName())) {
			throw new HostNotAllowedException(request.getServerName());
		}
		return firewalled;
	}

}
