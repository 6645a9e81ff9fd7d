package dev.hardening.hosts;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Under which names the application may be asked.
 *
 * @param enabled Whether to refuse requests for other hosts
 * @param allowed Names of hosts, each exact or with a leading wildcard, for example
 * *.example.com. Empty allows any.
 * @param exemptPaths Path patterns that answer under any name and without HTTPS, since
 * probes ask by address
 */
// @formatter:off
@ConfigurationProperties("hardening.hosts")
public record HostsProperties(@DefaultValue("true") boolean enabled, @DefaultValue List<String> allowed,
		@DefaultValue({ "/health", "/ready", "/live" }) List<String> exemptPaths) {
	// @formatter:on

}
