package dev.hardening.headers;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.hardening.web.ControlMode;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which security headers answers carry.
 *
 * @param enabled Whether to replace Spring Security's default headers by those of a
 * profile
 * @param profile Profile of every path that no entry of profiles names
 * @param profiles Profiles of particular paths; the first entry that matches counts
 * @param csp Content security policy
 * @param hsts Strict transport security, sent over HTTPS only
 * @param set Headers by name that replace those of the profile or add to them. An empty
 * value leaves the header out.
 * @param remove Names of headers that are taken off every answer
 */
// @formatter:off
@ConfigurationProperties("hardening.headers")
public record HeadersProperties(@DefaultValue("true") boolean enabled, @DefaultValue("api") HeadersProfile profile,
		@DefaultValue List<PathProfile> profiles, @DefaultValue Csp csp, @DefaultValue Hsts hsts,
		@DefaultValue Map<String, String> set, @DefaultValue({ "Server", "X-Powered-By" }) List<String> remove) {
	// @formatter:on

	/**
	 * The profile of some paths.
	 *
	 * @param paths Path patterns, for example /docs/**
	 * @param profile Profile of those paths
	 * @param directives CSP directives of those paths, by name, which replace the others
	 */
	public record PathProfile(@DefaultValue List<String> paths, @DefaultValue("html") HeadersProfile profile,
			@DefaultValue Map<String, String> directives) {

	}

	/**
	 * The content security policy.
	 *
	 * @param enabled Whether to send a content security policy
	 * @param directives Directives by name that replace those of the html profile, or of
	 * the api profile where no path has the html profile. An empty value leaves the
	 * directive out.
	 * @param nonce Whether to let scripts and styles run by a nonce that is new with
	 * every answer
	 * @param mode Whether browsers enforce the policy or only report what would break it
	 * @param reportOnly Directives by name that replace those above in a second policy
	 * that is only reported, beside the enforced one
	 * @param reportPath Path at which browsers report violations. Empty takes no reports.
	 */
	public record Csp(@DefaultValue("true") boolean enabled, @DefaultValue Map<String, String> directives,
			@DefaultValue("true") boolean nonce, @DefaultValue("enforce") ControlMode mode,
			@DefaultValue Map<String, String> reportOnly, @DefaultValue("/csp-reports") String reportPath) {

	}

	/**
	 * Strict transport security, RFC 6797.
	 *
	 * @param enabled Whether to send the header over HTTPS
	 * @param maxAge Time for which browsers use HTTPS only
	 * @param includeSubDomains Whether the same holds for every subdomain
	 * @param preload Whether to agree to being built into browsers, which is hard to take
	 * back
	 */
	public record Hsts(@DefaultValue("true") boolean enabled, @DefaultValue("730d") Duration maxAge,
			@DefaultValue("true") boolean includeSubDomains, @DefaultValue("false") boolean preload) {

	}

}
