package dev.hardening.web.servlet;

import java.io.IOException;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemType;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The error page: what nobody answered before, the container forwards here. It tells the
 * status and nothing of the cause.
 */
@Controller
@RequestMapping("${spring.web.error.path:${error.path:/error}}")
class ProblemErrorController implements ErrorController {

	private static final int METHOD_NOT_ALLOWED = 405;

	private static final String ALL_METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

	private final ProblemWriter writer;

	ProblemErrorController(ProblemWriter writer) {
		this.writer = writer;
	}

	@RequestMapping
	void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.writer.write(request, response, problem(request));
	}

	private Problem problem(HttpServletRequest request) {
		if (request.getDispatcherType() != DispatcherType.ERROR) {
			return Problem.of(ProblemType.NOT_FOUND, null);
		}
		Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		Problem problem = Problem.ofStatus((status instanceof Integer code) ? code : 500);
		// Tomcat refuses TRACE before anyone asks who is calling, with the methods of the
		// servlet. Those of the resource are for whom the rules let in.
		boolean trace = problem.status() == METHOD_NOT_ALLOWED
				&& "TRACE".equals(request.getAttribute(RequestDispatcher.ERROR_METHOD));
		return trace ? problem.withHeader(HttpHeaders.ALLOW, ALL_METHODS) : problem;
	}

}
