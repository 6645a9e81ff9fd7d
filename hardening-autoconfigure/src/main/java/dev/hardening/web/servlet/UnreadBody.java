package dev.hardening.web.servlet;

import java.io.IOException;
import java.io.InputStream;

import dev.hardening.web.Problem;
import dev.hardening.web.ProblemException;
import dev.hardening.web.RequestBounds;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a body that its reader gave up. A chunked body that is larger than allowed
 * may be malformed before the excess, and is to be told the same as one that announces
 * its length.
 */
final class UnreadBody {

	private static final int BUFFER_SIZE = 8192;

	private UnreadBody() {
	}

	// Reading on is bounded by the same limits of size and time that bound every reader.
	static @Nullable Problem excess(HttpServletRequest request) {
		if (request.getContentLengthLong() >= 0 || request.getAttribute(RequestBounds.MAX_BODY_SIZE) == null) {
			return null;
		}
		try {
			InputStream rest = request.getInputStream();
			byte[] buffer = new byte[BUFFER_SIZE];
			int read = rest.read(buffer);
			while (read >= 0) {
				read = rest.read(buffer);
			}
			return null;
		}
		catch (IOException ex) {
			return (ex.getCause() instanceof ProblemException found) ? found.problem() : null;
		}
		catch (IllegalStateException ex) {
			// It was read as text, or is being read by another thread.
			return null;
		}
	}

}
