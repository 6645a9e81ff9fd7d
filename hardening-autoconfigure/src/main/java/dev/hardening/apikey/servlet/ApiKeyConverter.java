package dev.hardening.apikey.servlet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.hardening.apikey.ApiKeyAuthentication;
import dev.hardening.apikey.ApiKeyVerifier;
import dev.hardening.secrets.Secret;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads the key from its header, or from {@code Authorization: ApiKey ...} for programs
 * that can set no other header, as Prometheus. One in the URL is refused: what is in a
 * URL ends up in logs, histories and referrers (OWASP ASVS 5.0 14.2.1).
 */
class ApiKeyConverter implements AuthenticationConverter {

	private static final String SCHEME = "ApiKey ";

	private final SecurityContextHolderStrategy contexts = SecurityContextHolder.getContextHolderStrategy();

	private final String header;

	private final ApiKeyVerifier verifier;

	ApiKeyConverter(String header, ApiKeyVerifier verifier) {
		this.header = header;
		this.verifier = verifier;
	}

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		String query = request.getQueryString();
		if (this.verifier.isKeyIn(request.getRequestURI()) || (query != null && this.verifier.isKeyIn(query))) {
			throw new BadCredentialsException("An API key in a URL is not accepted");
		}
		List<String> keys = new ArrayList<>(Collections.list(request.getHeaders(this.header)));
		boolean other = false;
		for (String line : Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION))) {
			boolean key = line.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
			if (key) {
				keys.add(line.substring(SCHEME.length()));
			}
			other |= !key;
		}
		if (keys.isEmpty()) {
			return null;
		}
		// Of two credentials nobody can say which one was meant, and the rights of a
		// gateway's key are not those of the user whose token it passes on.
		boolean ambiguous = keys.size() > 1 || (other && isAuthenticated());
		return ApiKeyAuthentication.unverified(Secret.of(ambiguous ? "" : keys.get(0)));
	}

	private boolean isAuthenticated() {
		Authentication current = this.contexts.getContext().getAuthentication();
		return current != null && current.isAuthenticated() && !(current instanceof AnonymousAuthenticationToken);
	}

}
