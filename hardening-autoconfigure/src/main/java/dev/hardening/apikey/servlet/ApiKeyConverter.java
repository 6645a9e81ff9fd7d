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
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads the key from its header, or from {@code Authorization: ApiKey ...} for programs
 * that can set no other header, as Prometheus. One in the URL is refused: what is in a
 * URL ends up in logs, histories and referrers (OWASP ASVS 5.0 14.2.1).
 */
class ApiKeyConverter implements AuthenticationConverter {

	private static final String SCHEME = "ApiKey ";

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
		for (String line : Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION))) {
			if (line.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
				keys.add(line.substring(SCHEME.length()));
			}
		}
		if (keys.isEmpty()) {
			return null;
		}
		// Of two keys nobody can say which one was meant.
		return ApiKeyAuthentication.unverified(Secret.of((keys.size() > 1) ? "" : keys.get(0)));
	}

}
