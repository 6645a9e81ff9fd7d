package dev.hardening.hosts.servlet;

import java.io.IOException;

import dev.hardening.hosts.ForwardedTarget;
import dev.hardening.hosts.ForwardedTargetResolver;
import dev.hardening.web.servlet.ServletClientRequest;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/**
 * Shows the application the scheme and host that a trusted proxy was asked for.
 */
class ForwardedRequestFilter implements Filter {

	private final ForwardedTargetResolver resolver;

	ForwardedRequestFilter(ForwardedTargetResolver resolver) {
		this.resolver = resolver;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest http = (HttpServletRequest) request;
		ForwardedTarget target = this.resolver.resolve(ServletClientRequest.of(http), http.getScheme());
		chain.doFilter((target != null) ? new ForwardedRequest(http, target) : request, response);
	}

	private static final class ForwardedRequest extends HttpServletRequestWrapper {

		private final ForwardedTarget target;

		ForwardedRequest(HttpServletRequest request, ForwardedTarget target) {
			super(request);
			this.target = target;
		}

		@Override
		public String getScheme() {
			return this.target.scheme();
		}

		@Override
		public boolean isSecure() {
			return this.target.isSecure();
		}

		@Override
		public String getServerName() {
			return this.target.host();
		}

		@Override
		public int getServerPort() {
			return this.target.port();
		}

		@Override
		public StringBuffer getRequestURL() {
			StringBuffer url = new StringBuffer(getScheme()).append("://").append(getServerName());
			if (getServerPort() != ForwardedTarget.standardPort(getScheme())) {
				url.append(':').append(getServerPort());
			}
			return url.append(getRequestURI());
		}

	}

}
