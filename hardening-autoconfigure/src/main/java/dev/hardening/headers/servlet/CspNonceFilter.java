package dev.hardening.headers.servlet;

import java.io.IOException;

import dev.hardening.headers.SecurityHeadersSelector;
import dev.hardening.web.servlet.ServletClientRequest;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Offers the nonce as a request attribute wherever the profile of the path has one.
 */
class CspNonceFilter implements Filter {

	private final SecurityHeadersSelector selector;

	CspNonceFilter(SecurityHeadersSelector selector) {
		this.selector = selector;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest http = (HttpServletRequest) request;
		if (this.selector.select(ServletClientRequest.of(http)).hasNonce()) {
			SecurityHeadersWriter.nonce(http);
		}
		chain.doFilter(request, response);
	}

}
