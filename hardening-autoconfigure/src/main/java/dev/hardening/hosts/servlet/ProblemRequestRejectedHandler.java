package dev.hardening.hosts.servlet;

import java.io.IOException;

import dev.hardening.web.ControlMode;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;
import dev.hardening.web.servlet.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Answers what the firewall rejects with a problem. It does not say what was found: who
 * probes for a way around learns nothing.
 */
class ProblemRequestRejectedHandler implements RequestRejectedHandler {

	private static final Problem HOST = Problem
		.of(ProblemType.MALFORMED_REQUEST, "The application is not served under this host.")
		.withError("host_not_allowed");

	private static final Problem REQUEST = Problem.of(ProblemType.MALFORMED_REQUEST,
			"The request was rejected as potentially malicious.");

	private final ProblemWriter problems;

	private final ControlReporter reporter;

	ProblemRequestRejectedHandler(ProblemWriter problems, ControlReporter reporter) {
		this.problems = problems;
		this.reporter = reporter;
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejection)
			throws IOException {
		boolean host = rejection instanceof HostNotAllowedException;
		String control = host ? "hosts" : "firewall";
		request.setAttribute(ControlReporter.REFUSED_BY, control);
		// The message quotes the request, control characters included.
		this.reporter.refused(control, ControlMode.ENFORCE,
				() -> String.valueOf(rejection.getMessage()).replaceAll("[^\\x20-\\x7e]", "?"));
		this.problems.write(request, response, host ? HOST : REQUEST);
	}

}
