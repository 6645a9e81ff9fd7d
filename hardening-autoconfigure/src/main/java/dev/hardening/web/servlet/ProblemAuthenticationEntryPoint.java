package dev.hardening.web.servlet;

import java.io.IOException;
import java.util.List;

import dev.hardening.web.AuthenticationMechanism;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Answers 401 with a problem that offers the challenge of every mechanism there is. The
 * answer is the same whatever was wrong: unknown, expired, forged or absent.
 */
public final class ProblemAuthenticationEntryPoint implements AuthenticationEntryPoint {

	// RFC 9110 demands a challenge even where nobody can answer it.
	private static final String NO_MECHANISM = "Bearer";

	private static final Problem PROBLEM = Problem.of(ProblemType.UNAUTHORIZED,
			"Authentication is required, or what was presented is not valid.");

	private final List<AuthenticationMechanism> mechanisms;

	private final SecurityRefusal refusal;

	/**
	 * Create the entry point.
	 * @param mechanisms whose challenges are offered
	 * @param writer writes the answer
	 * @param reporter hears of it
	 */
	public ProblemAuthenticationEntryPoint(List<AuthenticationMechanism> mechanisms, ProblemWriter writer,
			ControlReporter reporter) {
		this.mechanisms = List.copyOf(mechanisms);
		this.refusal = new SecurityRefusal("authentication", PROBLEM, writer, reporter);
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		if (this.mechanisms.isEmpty() && !response.containsHeader(HttpHeaders.WWW_AUTHENTICATE)) {
			response.addHeader(HttpHeaders.WWW_AUTHENTICATE, NO_MECHANISM);
		}
		for (AuthenticationMechanism mechanism : this.mechanisms) {
			response.addHeader(HttpHeaders.WWW_AUTHENTICATE, mechanism.challenge(failure));
		}
		this.refusal.answer(request, response, failure);
	}

}
