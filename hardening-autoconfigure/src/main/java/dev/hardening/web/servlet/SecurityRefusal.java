package dev.hardening.web.servlet;

import java.io.IOException;

import dev.hardening.web.ControlMode;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * What the answers to who is not authenticated and to who may not have in common.
 *
 * @param control the name of the control in metrics and logs
 * @param problem the answer, always the same one
 * @param writer writes the answer
 * @param reporter hears of it
 */
record SecurityRefusal(String control, Problem problem, ProblemWriter writer, ControlReporter reporter) {

	void answer(HttpServletRequest request, HttpServletResponse response, RuntimeException cause) throws IOException {
		request.setAttribute(ControlReporter.REFUSED_BY, this.control);
		this.reporter.refused(this.control, ControlMode.ENFORCE, () -> cause.getClass().getSimpleName());
		this.writer.write(request, response, this.problem);
	}

}
