package dev.hardening.cors.servlet;

import dev.hardening.web.servlet.ProblemHeaders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/**
 * Lets an allowed origin read the problems that are written outside the security chain;
 * without the grant, its script would only see a network error.
 */
class CorsProblemHeaders implements ProblemHeaders {

	private final CorsConfigurationSource source;

	CorsProblemHeaders(CorsConfigurationSource source) {
		this.source = source;
	}

	@Override
	public void apply(HttpServletRequest request, HttpServletResponse response) {
		ProblemCorsProcessor.vary(response);
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		if (origin == null || request.getRequestURI() == null
				|| response.containsHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
			return;
		}
		CorsConfiguration configuration = this.source.getCorsConfiguration(request);
		String allowed = (configuration != null) ? configuration.checkOrigin(origin) : null;
		if (configuration != null && allowed != null) {
			CorsGrant.write(response, configuration, allowed);
		}
	}

}
