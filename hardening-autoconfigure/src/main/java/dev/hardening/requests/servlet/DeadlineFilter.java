package dev.hardening.requests.servlet;

import java.io.IOException;

import dev.hardening.requests.Deadline;
import dev.hardening.requests.DeadlineWatcher;
import dev.hardening.web.ControlMode;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.RequestDeadline;
import dev.hardening.web.servlet.ProblemWriter;
import dev.hardening.web.servlet.RequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Gives the rest of the request a deadline. Work that honours interruption ends there;
 * what comes of it after that is answered with 503. Work that was handed to another
 * thread has the deadline of {@code spring.mvc.async.request-timeout}.
 */
class DeadlineFilter extends RequestFilter {

	static final String CONTROL = "deadline";

	private final DeadlineWatcher watcher;

	private final ControlReporter reporter;

	private final ProblemWriter writer;

	DeadlineFilter(DeadlineWatcher watcher, ControlReporter reporter, ProblemWriter writer) {
		this.watcher = watcher;
		this.reporter = reporter;
		this.writer = writer;
	}

	@Override
	protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Deadline deadline = this.watcher.start();
		request.setAttribute(RequestDeadline.ATTRIBUTE, deadline);
		try {
			chain.doFilter(request, response);
		}
		catch (IOException | ServletException | RuntimeException ex) {
			if (!deadline.isExpired() || response.isCommitted()) {
				throw ex;
			}
		}
		finally {
			this.watcher.finish(deadline);
			request.removeAttribute(RequestDeadline.ATTRIBUTE);
		}
		if (deadline.isExpired()) {
			giveUp(request, response);
		}
	}

	private void giveUp(HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.reporter.refused(CONTROL, ControlMode.ENFORCE, () -> "the work was interrupted");
		request.setAttribute(ControlReporter.REFUSED_BY, CONTROL);
		if (!request.isAsyncStarted()) {
			this.writer.write(request, response, RequestDeadline.problem());
		}
	}

}
