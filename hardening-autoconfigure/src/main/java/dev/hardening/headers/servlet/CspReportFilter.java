package dev.hardening.headers.servlet;

import java.io.IOException;
import java.util.Set;

import dev.hardening.headers.CspReports;
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

import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Takes the reports of browsers, which come without credentials or CSRF token. Address
 * limits and the size of requests have been checked before.
 */
class CspReportFilter implements Filter {

	private static final String CONTROL = "csp-reports";

	/** A report is about a kilobyte, and browsers send a few at once. */
	private static final int MOST_BYTES = 64 * 1024;

	private static final Set<String> TYPES = Set.of("application/csp-report", "application/reports+json");

	private final RequestMatcher matcher;

	private final CspReports reports;

	private final ProblemWriter problems;

	private final ControlReporter reporter;

	CspReportFilter(RequestMatcher matcher, CspReports reports, ProblemWriter problems, ControlReporter reporter) {
		this.matcher = matcher;
		this.reports = reports;
		this.problems = problems;
		this.reporter = reporter;
	}

	static RequestMatcher matcher(String path) {
		return (request) -> !path.isEmpty() && "POST".equals(request.getMethod())
				&& path.equals(ServletClientRequest.of(request).path().value());
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest http = (HttpServletRequest) request;
		if (this.matcher.matches(http)) {
			receive(http, (HttpServletResponse) response);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private void receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
		String type = request.getContentType();
		int end = (type != null) ? type.indexOf(';') : -1;
		if (type == null || !TYPES.contains((end < 0) ? type : type.substring(0, end).strip())) {
			refuse(request, response, Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, null));
			return;
		}
		byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
		if (body.length > MOST_BYTES) {
			refuse(request, response,
					Problem.of(ProblemType.REQUEST_TOO_LARGE, null).with("max_size_bytes", MOST_BYTES));
			return;
		}
		try {
			this.reports.report(body);
			response.setStatus(HttpServletResponse.SC_NO_CONTENT);
		}
		catch (IllegalArgumentException ex) {
			refuse(request, response, Problem.of(ProblemType.MALFORMED_REQUEST, "This is not a report."));
		}
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
		request.setAttribute(ControlReporter.REFUSED_BY, CONTROL);
		this.reporter.refused(CONTROL, ControlMode.ENFORCE, problem::toString);
		this.problems.write(request, response, problem);
	}

}
