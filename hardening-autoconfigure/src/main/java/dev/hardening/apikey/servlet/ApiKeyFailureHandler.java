package dev.hardening.apikey.servlet;

import java.io.IOException;

import dev.hardening.web.ControlMode;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;
import dev.hardening.web.servlet.ProblemWriter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Answers a key that is not good, whatever is wrong with it, as every 401 is answered,
 * and one that may be good while its store does not answer with 503.
 */
class ApiKeyFailureHandler implements AuthenticationFailureHandler {

	private static final String CONTROL = "api-key-store";

	private static final Problem UNAVAILABLE = Problem
		.of(ProblemType.UNAVAILABLE, "API keys cannot be verified at the moment; try again later.")
		.withHeader(HttpHeaders.RETRY_AFTER, "5");

	private final AuthenticationEntryPoint entryPoint;

	private final ProblemWriter problems;

	private final ControlReporter reporter;

	ApiKeyFailureHandler(AuthenticationEntryPoint entryPoint, ProblemWriter problems, ControlReporter reporter) {
		this.entryPoint = entryPoint;
		this.problems = problems;
		this.reporter = reporter;
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) throws IOException, ServletException {
		if (!(failure instanceof AuthenticationServiceException)) {
			this.entryPoint.commence(request, response, failure);
			return;
		}
		request.setAttribute(ControlReporter.REFUSED_BY, CONTROL);
		this.reporter.refused(CONTROL, ControlMode.ENFORCE, failure::getMessage);
		this.problems.write(request, response, UNAVAILABLE);
	}

}
