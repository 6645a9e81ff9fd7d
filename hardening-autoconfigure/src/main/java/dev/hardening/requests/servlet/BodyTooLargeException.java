package dev.hardening.requests.servlet;

import java.io.IOException;

import dev.hardening.web.ProblemException;

/**
 * Thrown to whoever reads more of a body than is allowed. An {@link IOException}, so that
 * parsers hand it on; the problem is its cause, so that it is found however it is
 * wrapped.
 */
class BodyTooLargeException extends IOException {

	BodyTooLargeException(ProblemException cause) {
		super("The body is larger than allowed", cause);
	}

}
