package dev.hardening.hosts.servlet;

import java.io.IOException;

import dev.hardening.hosts.HttpsPolicy;
import dev.hardening.web.ControlMode;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;
import dev.hardening.web.servlet.ProblemWriter;
import dev.hardening.web.servlet.ServletClientRequest;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * Redirects navigations over plain HTTP, and refuses what else comes that way.
 */
class HttpsFilter implements Filter {

	private static final String CONTROL = "https";

	private static final int PERMANENT_REDIRECT = 308;

	private static final Problem REFUSAL = Problem.of(ProblemType.FORBIDDEN,
			"This resource is served over HTTPS only. Use https:// and renew the credentials that were just sent in the clear.");

	private final HttpsPolicy policy;

	private final ProblemWriter problems;

	private final ControlReporter reporter;

	HttpsFilter(HttpsPolicy policy, ProblemWriter problems, ControlReporter reporter) {
		this.policy = policy;
		this.problems = problems;
		this.reporter = reporter;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest http = (HttpServletRequest) request;
		ServletClientRequest client = ServletClientRequest.of(http);
		if (request.isSecure() || this.policy.admits(client)) {
			chain.doFilter(request, response);
			return;
		}
		String query = http.getQueryString();
		String target = http.getRequestURI() + ((query != null) ? "?" + query : "");
		String location = this.policy.location(client, http.getServerName(), target);
		if (location != null) {
			redirect((HttpServletResponse) response, location);
			return;
		}
		http.setAttribute(ControlReporter.REFUSED_BY, CONTROL);
		this.reporter.refused(CONTROL, ControlMode.ENFORCE, () -> "not a navigation, over plain HTTP");
		this.problems.write(http, (HttpServletResponse) response, REFUSAL);
	}

	private void redirect(HttpServletResponse response, String location) {
		response.setStatus(PERMANENT_REDIRECT);
		response.setHeader(HttpHeaders.LOCATION, location);
	}

}
