package dev.hardening.hosts;

import dev.hardening.environment.BootDefaults;

import org.springframework.core.env.Environment;

/**
 * Leaves forwarding headers to the one place that knows the trusted proxies, and keeps
 * host and scheme out of redirects, where they would be those of the connection.
 */
class HostsBootDefaults implements BootDefaults {

	@Override
	public void contribute(Environment environment, Defaults defaults) {
		defaults.set("server.forward-headers-strategy", "none");
		defaults.set("server.tomcat.use-relative-redirects", true);
	}

}
