package dev.hardening.web.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Adds headers that every problem carries, wherever it was written: a feature that sets
 * headers inside the security chain offers them here for the answers that are written
 * outside it. An implementation leaves alone what is already set.
 */
@FunctionalInterface
public interface ProblemHeaders {

	/**
	 * Add the headers to an answer that is not yet committed.
	 * @param request the request
	 * @param response the answer
	 */
	void apply(HttpServletRequest request, HttpServletResponse response);

}
