package dev.hardening.hosts.servlet;

import java.io.IOException;

import dev.hardening.hosts.AllowedHosts;
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

/**
 * Refuses requests for hosts that are not allowed. A filter before the security chain and
 * not a part of its firewall, which an application may replace for reasons of its own.
 */
class AllowedHostsFilter implements Filter {

	private static final String CONTROL = "hosts";

	private static final Problem PROBLEM = Problem
		.of(ProblemType.MALFORMED_REQUEST, "The application is not served under this host.")
		.withError("host_not_allowed");

	private final AllowedHosts hosts;

	private final ProblemWriter problems;

	private final ControlReporter reporter;

	AllowedHostsFilter(AllowedHosts hosts, ProblemWriter problems, ControlReporter reporter) {
		this.hosts = hosts;
		this.problems = problems;
		this.reporter = reporter;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest http = (HttpServletRequest) request;
		if (this.hosts.admits(ServletClientRequest.of(http), request.getServerName())) {
			chain.doFilter(request, response);
			return;
		}
		http.setAttribute(ControlReporter.REFUSED_BY, CONTROL);
		this.reporter.refused(CONTROL, ControlMode.ENFORCE,
				() -> "the host " + ProblemRequestRejectedHandler.printable(request.getServerName()));
		this.problems.write(http, (HttpServletResponse) response, PROBLEM);
	}

}
