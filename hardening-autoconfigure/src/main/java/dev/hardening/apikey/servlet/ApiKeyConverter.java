package dev.hardening.apikey.servlet;

import java.util.Enumeration;

import dev.hardening.apikey.ApiKeyAuthentication;
import dev.hardening.apikey.ApiKeyVerifier;
import dev.hardening.secrets.Secret;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads the key from its header, and refuses one in the URL: what is in a URL ends up in
 * logs, histories and referrers (OWASP ASVS 5.0 14.2.1).
 */
class ApiKeyConverter implements AuthenticationConverter {

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
		String first = request.getHeader(this.header);
		if (first == null) {
			return null;
		}
		Enumeration<String> all = request.getHeaders(this.header);
		all.nextElement();
		// Of two keys nobody can say which one was meant.
		return ApiKeyAuthentication.unverified(Secret.of(all.hasMoreElements() ? "" : first));
	}

}
