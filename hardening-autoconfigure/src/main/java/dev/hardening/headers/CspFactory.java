package dev.hardening.headers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.headers.HeadersProperties.Csp;
import dev.hardening.web.ControlMode;

/**
 * Makes the content security policies of a profile from what the user configured.
 */
final class CspFactory {

	private static final String KEY = "hardening.headers.csp.";

	private static final String UPGRADE = "upgrade-insecure-requests";

	/** The name that ties the policy to the address in {@code Reporting-Endpoints}. */
	private static final String ENDPOINT = "csp-endpoint";

	private final Csp csp;

	private final String reportUri;

	private final boolean anyPages;

	CspFactory(HeadersProperties properties, String contextPath) {
		this.csp = properties.csp();
		this.reportUri = reportUri(this.csp.reportPath(), contextPath);
		this.anyPages = properties.profile() == HeadersProfile.HTML
				|| properties.profiles().stream().anyMatch((entry) -> entry.profile() == HeadersProfile.HTML);
	}

	private static String reportUri(String path, String contextPath) {
		if (path.isEmpty()) {
			return "";
		}
		if (!path.matches("/[A-Za-z0-9/._~-]*") || path.startsWith("//")) {
			throw new InvalidPropertyException(KEY + "report-path", path, "is not a path of this application",
					"Write a path such as /csp-reports, or nothing to take no reports.");
		}
		return contextPath + path;
	}

	// The policy that the user's directives change.
	CspPolicy policy() {
		HeadersProfile profile = this.anyPages ? HeadersProfile.HTML : HeadersProfile.API;
		boolean nonce = this.csp.nonce() && this.anyPages;
		return CspPolicy.of(profile, nonce).with(KEY + "directives", this.csp.directives(), nonce);
	}

	Policies create(HeadersProfile profile, String key, Map<String, String> directives) {
		if (!this.csp.enabled()) {
			return new Policies(List.of(), List.of(), Map.of());
		}
		boolean nonce = this.csp.nonce() && profile == HeadersProfile.HTML;
		CspPolicy policy = CspPolicy.of(profile, nonce);
		boolean mine = profile == HeadersProfile.HTML || !this.anyPages;
		if (mine) {
			policy = policy.with(KEY + "directives", this.csp.directives(), nonce);
		}
		policy = policy.with(key, directives, nonce);
		List<Named> named = new ArrayList<>();
		boolean enforced = this.csp.mode() == ControlMode.ENFORCE;
		named.add(new Named(enforced ? CspHeader.ENFORCED : CspHeader.REPORTED, policy));
		if (mine && !this.csp.reportOnly().isEmpty()) {
			if (!enforced) {
				throw new InvalidPropertyException(KEY + "report-only", this.csp.reportOnly(),
						"is a second policy while the first is only reported as well",
						"Set hardening.headers.csp.mode: enforce, or move the directives to csp.directives.");
			}
			named.add(new Named(CspHeader.REPORTED, policy.with(KEY + "report-only", this.csp.reportOnly(), nonce)));
		}
		return policies(named, profile, nonce);
	}

	private Policies policies(List<Named> named, HeadersProfile profile, boolean nonce) {
		// The answers of an API render nothing, so an enforced policy has nothing to
		// tell.
		boolean reporting = !this.reportUri.isEmpty() && (profile == HeadersProfile.HTML
				|| named.stream().anyMatch((policy) -> policy.name().equals(CspHeader.REPORTED)));
		List<CspHeader> plain = new ArrayList<>();
		List<CspHeader> secure = new ArrayList<>();
		for (Named entry : named) {
			CspPolicy policy = reporting ? entry.policy().withDefault("report-uri", this.reportUri) : entry.policy();
			plain.add(new CspHeader(entry.name(), policy.without(UPGRADE), nonce));
			boolean upgrades = entry.name().equals(CspHeader.ENFORCED);
			CspPolicy upgrading = upgrades ? policy : policy.without(UPGRADE);
			secure.add(new CspHeader(entry.name(), reporting ? upgrading.withDefault("report-to", ENDPOINT) : upgrading,
					nonce));
		}
		return new Policies(plain, secure,
				reporting ? Map.of("Reporting-Endpoints", "%s=\"%s\"".formatted(ENDPOINT, this.reportUri)) : Map.of());
	}

	private record Named(String name, CspPolicy policy) {

	}

	/**
	 * The policies of a profile.
	 *
	 * @param plain over HTTP, where upgrading what the page loads would only break it,
	 * and where browsers that know {@code report-to} would report nowhere: they take no
	 * endpoint over HTTP, and no {@code report-uri} beside {@code report-to}
	 * @param secure over HTTPS
	 * @param reporting the headers that belong to the policies over HTTPS
	 */
	record Policies(List<CspHeader> plain, List<CspHeader> secure, Map<String, String> reporting) {

	}

}
