package dev.hardening.web.servlet;

import java.io.IOException;
import java.util.List;

import dev.hardening.web.ControlMode;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.Problem;
import dev.hardening.web.RequestBounds;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a problem what Tomcat refuses before the application sees it, such as a
 * request line that it cannot read, where it would write a page of HTML.
 */
class TomcatProblemValve extends ErrorReportValve {

	private static final Log logger = LogFactory.getLog(TomcatProblemValve.class);

	private static final String CONTROL = "server";

	private static final int FIRST_ERROR = 400;

	private final ProblemWriter problems;

	private final @Nullable RequestBounds bounds;

	private final ControlReporter reporter;

	private final List<ServerRefusalListener> listeners;

	TomcatProblemValve(ProblemWriter problems, ControlReporter reporter, @Nullable RequestBounds bounds,
			List<ServerRefusalListener> listeners) {
		this.problems = problems;
		this.reporter = reporter;
		this.bounds = bounds;
		this.listeners = List.copyOf(listeners);
		setShowReport(false);
		setShowServerInfo(false);
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable failure) {
		if (response.getStatus() < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		try {
			// Whoever failed may have asked for the writer already.
			response.resetBuffer(true);
			Problem problem = TomcatRefusals.problem(request, response.getStatus(), this.bounds);
			this.reporter.refused(CONTROL, ControlMode.ENFORCE, problem::toString);
			request.setAttribute(ControlReporter.REFUSED_BY, CONTROL);
			this.problems.write(request, response, problem);
			this.listeners.forEach((listener) -> listener.refused(request, response, response.getContentWritten()));
		}
		catch (IOException | IllegalStateException ex) {
			logger.debug("The answer to a request that Tomcat refused was not sent", ex);
		}
	}

}
