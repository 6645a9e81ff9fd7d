package dev.hardening.web.servlet;

import java.io.IOException;
import java.security.Principal;
import java.util.List;

import dev.hardening.web.AuthenticationMechanism;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Answers 403 with a problem, and tells a bearer of a token by RFC 6750 that it is not
 * enough. It never says what would be.
 */
public final class ProblemAccessDeniedHandler implements AccessDeniedHandler {

	private static final Problem PROBLEM = Problem.of(ProblemType.FORBIDDEN, "You may not do this.");

	private final List<AuthenticationMechanism> mechanisms;

	private final SecurityRefusal refusal;

	/**
	 * Create the handler.
	 * @param mechanisms by which callers may be authenticated
	 * @param writer writes the answer
	 * @param reporter hears of it
	 */
	public ProblemAccessDeniedHandler(List<AuthenticationMechanism> mechanisms, ProblemWriter writer,
			ControlReporter reporter) {
		this.mechanisms = List.copyOf(mechanisms);
		this.refusal = new SecurityRefusal("authorization", PROBLEM, writer, reporter);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
			throws IOException {
		Principal principal = request.getUserPrincipal();
		if (principal instanceof Authentication authentication) {
			challenge(response, authentication);
		}
		this.refusal.answer(request, response, denied);
	}

	private void challenge(HttpServletResponse response, Authentication authentication) {
		for (AuthenticationMechanism mechanism : this.mechanisms) {
			String challenge = mechanism.covers(authentication) ? mechanism.insufficient() : null;
			if (challenge != null) {
				response.addHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
			}
		}
	}

}
