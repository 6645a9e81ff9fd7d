package dev.hardening.web.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Hears of each request that the server itself refused. No filter or listener of the
 * application saw such a request, as it may not even have been read to its end.
 */
@FunctionalInterface
public interface ServerRefusalListener {

	/**
	 * Called on the thread of the request, when the answer has been written.
	 * @param request the request as far as it was read: the method and the URI may be
	 * {@code null}
	 * @param response the answer
	 * @param bytes the size of its body
	 */
	void refused(HttpServletRequest request, HttpServletResponse response, long bytes);

}
