package dev.hardening.requests.servlet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import dev.hardening.web.RequestDeadline;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body ends with an exception when it turns out to be too large.
 */
class LimitedRequest extends HttpServletRequestWrapper {

	private final long limit;

	private final Supplier<@Nullable BodyTooLargeException> tooLarge;

	private @Nullable ServletInputStream stream;

	private @Nullable BufferedReader reader;

	LimitedRequest(HttpServletRequest request, long limit, Supplier<@Nullable BodyTooLargeException> tooLarge) {
		super(request);
		this.limit = limit;
		this.tooLarge = tooLarge;
	}

	@Override
	public ServletInputStream getInputStream() throws IOException {
		if (this.reader != null) {
			throw new IllegalStateException("The body is being read as text");
		}
		return limitedStream();
	}

	private ServletInputStream limitedStream() throws IOException {
		ServletInputStream stream = this.stream;
		if (stream == null) {
			stream = new LimitedInputStream(super.getInputStream(), this.limit, this.tooLarge, this::isExpired);
			this.stream = stream;
		}
		return stream;
	}

	private boolean isExpired() {
		return getAttribute(RequestDeadline.ATTRIBUTE) instanceof RequestDeadline deadline && deadline.isExpired();
	}

	@Override
	public BufferedReader getReader() throws IOException {
		BufferedReader reader = this.reader;
		if (reader == null) {
			if (this.stream != null) {
				throw new IllegalStateException("The body is being read as bytes");
			}
			String encoding = getCharacterEncoding();
			reader = new BufferedReader(new InputStreamReader(limitedStream(),
					(encoding != null) ? encoding : StandardCharsets.ISO_8859_1.name()));
			this.reader = reader;
		}
		return reader;
	}

}
