package dev.hardening.audit.servlet;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives the page of the audit a policy that admits its one style and nothing else. The
 * headers of the path's profile, which know no page here, leave it alone. Registered for
 * the paths of the endpoint only, so that no other request passes it.
 */
class AuditPageFilter extends OncePerRequestFilter {

	private final String policy;

	AuditPageFilter(String policy) {
		this.policy = policy;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		if (accept != null && accept.contains("text/html")) {
			response.setHeader("Content-Security-Policy", this.policy);
		}
		response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		chain.doFilter(request, response);
	}

}
