package dev.hardening.headers;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.headers.HeadersProperties.PathProfile;
import dev.hardening.web.ClientRequest;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/**
 * Knows which headers the answers of a path carry.
 */
public final class SecurityHeadersSelector {

	private final SecurityHeaders standard;

	private final List<Entry> entries;

	private final SecurityHeaders api;

	/**
	 * Create a selector and with it the headers of every profile.
	 * @param properties what the user configured
	 * @param contextPath the path under which the application is served, empty for the
	 * root
	 * @throws InvalidPropertyException if a header or directive cannot work
	 */
	public SecurityHeadersSelector(HeadersProperties properties, String contextPath) {
		SecurityHeadersFactory factory = new SecurityHeadersFactory(properties, contextPath);
		this.api = factory.create(HeadersProfile.API);
		this.standard = factory.create(properties.profile());
		this.entries = entries(properties.profiles(), factory);
	}

	private static List<Entry> entries(List<PathProfile> profiles, SecurityHeadersFactory factory) {
		List<Entry> entries = new ArrayList<>();
		for (int i = 0; i < profiles.size(); i++) {
			PathProfile profile = profiles.get(i);
			String key = "hardening.headers.profiles[%d]".formatted(i);
			SecurityHeaders headers = factory.create(profile.profile(), key + ".directives", profile.directives());
			if (profile.paths().isEmpty()) {
				throw new InvalidPropertyException(key + ".paths", null, "leaves the profile without a path",
						"Write the paths it is for, for example [\"/docs/**\"].");
			}
			for (int path = 0; path < profile.paths().size(); path++) {
				entries
					.add(new Entry(pattern("%s.paths[%d]".formatted(key, path), profile.paths().get(path)), headers));
			}
		}
		return List.copyOf(entries);
	}

	private static PathPattern pattern(String key, String path) {
		try {
			return PathPatternParser.defaultInstance.parse(path);
		}
		catch (PatternParseException ex) {
			throw new InvalidPropertyException(key, path, "is not a path pattern: " + ex.getMessage(),
					"Write a pattern such as /docs or /docs/**.");
		}
	}

	/**
	 * Return the headers of a request's answer.
	 * @param request the request
	 * @return the headers
	 */
	public SecurityHeaders select(ClientRequest request) {
		if (this.entries.isEmpty()) {
			return this.standard;
		}
		PathContainer path = request.path();
		for (Entry entry : this.entries) {
			if (entry.pattern().matches(path)) {
				return entry.headers();
			}
		}
		return this.standard;
	}

	SecurityHeaders standard() {
		return this.standard;
	}

	/**
	 * Return the headers of an answer to a request that has no path one could trust.
	 * @return the headers of the api profile
	 */
	public SecurityHeaders api() {
		return this.api;
	}

	/**
	 * Return whether the pages of any path need a nonce.
	 * @return {@code true} if a policy names a nonce
	 */
	public boolean hasNonce() {
		return this.standard.hasNonce() || this.entries.stream().anyMatch((entry) -> entry.headers().hasNonce());
	}

	private record Entry(PathPattern pattern, SecurityHeaders headers) {

	}

}
