package dev.hardening.headers.servlet;

import dev.hardening.headers.CspNonce;
import dev.hardening.headers.HeaderTarget;
import dev.hardening.headers.SecurityHeaders;
import dev.hardening.headers.SecurityHeadersSelector;
import dev.hardening.web.servlet.ProblemHeaders;
import dev.hardening.web.servlet.ServletClientRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.header.HeaderWriter;

/**
 * Writes the headers in every security chain, and on the problems that are written
 * outside of one.
 */
class SecurityHeadersWriter implements HeaderWriter, ProblemHeaders {

	private final SecurityHeadersSelector selector;

	SecurityHeadersWriter(SecurityHeadersSelector selector) {
		this.selector = selector;
	}

	@Override
	public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
		// A streamed answer is committed by its own thread while the request's thread
		// leaves the
		// chain, and both come here.
		synchronized (response) {
			this.selector.select(ServletClientRequest.of(request)).write(new ServletTarget(request, response));
		}
	}

	@Override
	public void apply(HttpServletRequest request, HttpServletResponse response) {
		SecurityHeaders headers = (request.getRequestURI() != null)
				? this.selector.select(ServletClientRequest.of(request)) : this.selector.api();
		headers.write(new ServletTarget(request, response));
	}

	static CspNonce nonce(HttpServletRequest request) {
		if (request.getAttribute(CspNonce.ATTRIBUTE) instanceof CspNonce nonce) {
			return nonce;
		}
		CspNonce nonce = new CspNonce();
		request.setAttribute(CspNonce.ATTRIBUTE, nonce);
		return nonce;
	}

	private record ServletTarget(HttpServletRequest request, HttpServletResponse response) implements HeaderTarget {

		@Override
		public boolean isSecure() {
			return this.request.isSecure();
		}

		@Override
		public int status() {
			return this.response.getStatus();
		}

		@Override
		public @Nullable String contentType() {
			return this.response.getContentType();
		}

		@Override
		public boolean contains(String name) {
			return this.response.containsHeader(name);
		}

		@Override
		public void add(String name, String value) {
			this.response.addHeader(name, value);
		}

		@Override
		public void set(String name, String value) {
			this.response.setHeader(name, value);
		}

		@Override
		public void remove(String name) {
			if (this.response.containsHeader(name)) {
				// Since Servlet 6.1, null removes.
				this.response.setHeader(name, null);
			}
		}

		@Override
		public CspNonce nonce() {
			return SecurityHeadersWriter.nonce(this.request);
		}

	}

}
