package dev.hardening.web.servlet;

import java.io.IOException;

import dev.hardening.web.Problem;
import dev.hardening.web.RequestDeadline;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Answers what controllers throw with a problem. It stands behind the user's own
 * {@code @ExceptionHandler} methods and before Spring MVC's defaults, which would answer
 * without a body.
 */
class ProblemExceptionResolver implements HandlerExceptionResolver {

	private static final Log logger = LogFactory.getLog(ProblemExceptionResolver.class);

	private static final int BAD_REQUEST = 400;

	private final ProblemWriter writer;

	private final BodyFieldNames names;

	private final InputRefusals refusals;

	ProblemExceptionResolver(ProblemWriter writer, BodyFieldNames names, InputRefusals refusals) {
		this.writer = writer;
		this.names = names;
		this.refusals = refusals;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception exception) {
		if (DisconnectedClientHelper.isClientDisconnectedException(exception)) {
			logger.debug("The client went away before it was answered");
			return new ModelAndView();
		}
		Problem problem = problem(request, exception);
		if (problem == null || response.isCommitted()) {
			return null;
		}
		log(problem, exception);
		this.refusals.report(request, problem, exception);
		try {
			this.writer.write(request, response, problem);
		}
		catch (IOException ex) {
			logger.debug("The client went away while it was answered", ex);
		}
		return new ModelAndView();
	}

	private @Nullable Problem problem(HttpServletRequest request, Exception exception) {
		Problem problem = ExceptionProblems.from(exception, this.names);
		if (problem != null && problem.status() == BAD_REQUEST
				&& exception instanceof HttpMessageNotReadableException) {
			Problem excess = UnreadBody.excess(request);
			problem = (excess != null) ? excess : problem;
		}
		return isPastDeadline(request) ? RequestDeadline.problem() : problem;
	}

	private boolean isPastDeadline(HttpServletRequest request) {
		return request.getAttribute(RequestDeadline.ATTRIBUTE) instanceof RequestDeadline deadline
				&& deadline.isExpired();
	}

	private void log(Problem problem, Exception exception) {
		if (problem.status() >= 500) {
			logger.error("Answered " + problem, exception);
		}
		else if (logger.isDebugEnabled()) {
			logger.debug("Answered " + problem, exception);
		}
	}

}
