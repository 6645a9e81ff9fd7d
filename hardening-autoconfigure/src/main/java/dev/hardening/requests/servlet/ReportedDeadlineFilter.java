package dev.hardening.requests.servlet;

import java.io.IOException;
import java.time.Duration;

import dev.hardening.web.ControlMode;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.servlet.RequestFilter;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Tells of requests that took longer than their deadline and interrupts none of them.
 */
class ReportedDeadlineFilter extends RequestFilter {

	private final long timeoutNanos;

	private final ControlReporter reporter;

	ReportedDeadlineFilter(Duration timeout, ControlReporter reporter) {
		this.timeoutNanos = timeout.toNanos();
		this.reporter = reporter;
	}

	@Override
	protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		long start = System.nanoTime();
		try {
			chain.doFilter(request, response);
		}
		finally {
			if (request.isAsyncStarted()) {
				request.getAsyncContext().addListener(new CompletionListener(start));
			}
			else {
				finish(start);
			}
		}
	}

	private void finish(long start) {
		long taken = System.nanoTime() - start;
		if (taken >= this.timeoutNanos) {
			this.reporter.refused(DeadlineFilter.CONTROL, ControlMode.REPORT,
					() -> "the work took %d ms".formatted(Duration.ofNanos(taken).toMillis()));
		}
	}

	private final class CompletionListener implements AsyncListener {

		private final long start;

		private CompletionListener(long start) {
			this.start = start;
		}

		@Override
		public void onComplete(AsyncEvent event) {
			finish(this.start);
		}

		// Each of these is followed by onComplete.
		@Override
		public void onTimeout(AsyncEvent event) {
		}

		@Override
		public void onError(AsyncEvent event) {
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
			event.getAsyncContext().addListener(this);
		}

	}

}
