package dev.hardening.security.servlet;

import java.io.IOException;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;
import dev.hardening.web.servlet.ProblemWriter;
import dev.hardening.web.servlet.RequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;

/**
 * Completes what Spring Security's own handlers in a user's chain answer with a bare
 * status, and answers 503 where a credential could not be checked: neither the caller nor
 * the application is at fault when an issuer's keys are out of reach.
 */
class RefusalFilter extends RequestFilter {

	private static final Log log = LogFactory.getLog(RefusalFilter.class);

	private static final String RETRY_AFTER_SECONDS = "5";

	private final ProblemWriter writer;

	RefusalFilter(ProblemWriter writer) {
		this.writer = writer;
	}

	@Override
	protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		try {
			chain.doFilter(request, response);
		}
		catch (AuthenticationServiceException ex) {
			// Without the stack, as there is one of these for each request of an outage.
			log.warn("A credential could not be checked: " + ex.getMessage());
			log.debug("The cause", ex);
			this.writer.write(request, response,
					Problem.of(ProblemType.UNAVAILABLE, "The credential cannot be checked at the moment.")
						.withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS));
			return;
		}
		int status = response.getStatus();
		boolean bare = (status == HttpServletResponse.SC_UNAUTHORIZED || status == HttpServletResponse.SC_FORBIDDEN)
				&& !response.isCommitted() && response.getContentType() == null && !request.isAsyncStarted();
		if (bare) {
			this.writer.write(request, response, Problem.ofStatus(status));
		}
	}

}
