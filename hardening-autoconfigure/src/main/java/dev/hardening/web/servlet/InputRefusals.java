package dev.hardening.web.servlet;

import java.util.List;
import java.util.Map;

import dev.hardening.web.ControlMode;
import dev.hardening.web.ControlReporter;
import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/**
 * Counts input that was refused behind the filters, by whoever reads or validates it.
 */
class InputRefusals {

	private static final int BAD_REQUEST = 400;

	private final ControlReporter reporter;

	InputRefusals(ControlReporter reporter) {
		this.reporter = reporter;
	}

	void report(HttpServletRequest request, Problem problem, Exception exception) {
		String control = control(problem, exception);
		if (control != null) {
			request.setAttribute(ControlReporter.REFUSED_BY, control);
			this.reporter.refused(control, ControlMode.ENFORCE, () -> reason(problem));
		}
	}

	private static @Nullable String control(Problem problem, Exception exception) {
		if (problem.error().equals(ProblemType.VALIDATION_FAILED.error())) {
			return "validation";
		}
		// Whoever counts the bytes of a body tells of its excess.
		if (exception instanceof HttpMessageNotReadableException) {
			return (problem.status() == BAD_REQUEST) ? "malformed-body" : null;
		}
		if (exception instanceof MaxUploadSizeExceededException) {
			return "request-size";
		}
		return (exception instanceof MultipartException) ? "malformed-body" : null;
	}

	// The names of fields, and none of the values.
	private static String reason(Problem problem) {
		Object errors = problem.members().get("errors");
		return (errors instanceof List<?> list) ? "fields "
				+ list.stream().map((error) -> (error instanceof Map<?, ?> map) ? map.get("field") : "").toList()
				: problem + ", " + problem.detail();
	}

}
