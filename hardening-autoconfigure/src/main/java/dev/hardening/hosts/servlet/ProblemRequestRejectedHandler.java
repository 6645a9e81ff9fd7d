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

	private static final String CONTROL = "firewall";

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
		request.setAttribute(ControlReporter.REFUSED_BY, CONTROL);
		this.reporter.refused(CONTROL, ControlMode.ENFORCE, () -> printable(String.valueOf(rejection.getMessage())));
		this.problems.write(request, response, REQUEST);
	}

	// What quotes the request may hold control characters.
	static String printable(String text) {
		return text.replaceAll("[^\\x20-\\x7e]", "?");
	}

}
