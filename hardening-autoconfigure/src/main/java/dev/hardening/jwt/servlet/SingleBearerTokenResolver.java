package dev.hardening.jwt.servlet;

import java.util.Enumeration;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/**
 * Reads the token from the one {@code Authorization} header and from nowhere else: what
 * is in a URL or a form ends up in logs and histories. Two such headers are refused,
 * since a proxy may have looked at the other one. What the token is made of is left to
 * the gate, so that each bad one counts as a failed authentication.
 */
class SingleBearerTokenResolver implements BearerTokenResolver {

	private static final String SCHEME = "Bearer";

	@Override
	public @Nullable String resolve(HttpServletRequest request) {
		Enumeration<String> lines = request.getHeaders(HttpHeaders.AUTHORIZATION);
		if (lines == null || !lines.hasMoreElements()) {
			return null;
		}
		String line = lines.nextElement();
		if (lines.hasMoreElements()) {
			throw new OAuth2AuthenticationException(BearerTokenErrors.invalidRequest("Two Authorization headers"));
		}
		if (!line.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return null;
		}
		String rest = line.substring(SCHEME.length());
		if (rest.isBlank() || rest.charAt(0) != ' ') {
			throw new OAuth2AuthenticationException(BearerTokenErrors.invalidRequest("No bearer token"));
		}
		return rest.substring(1);
	}

}
