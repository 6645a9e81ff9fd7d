package dev.hardening.logging.servlet;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.web.util.OnCommittedResponseWrapper;

/**
 * Counts what is written and tells the response time in the last moment in which a header
 * can still be set, so that a streamed answer has it too.
 */
final class MeasuredResponse extends OnCommittedResponseWrapper {

	private final Exchange exchange;

	private final ResponseTime time;

	private final String idHeader;

	private @Nullable ServletOutputStream stream;

	private @Nullable PrintWriter writer;

	MeasuredResponse(HttpServletResponse response, Exchange exchange, ResponseTime time, String idHeader) {
		super(response);
		this.exchange = exchange;
		this.time = time;
		this.idHeader = idHeader;
		setHeader(idHeader, exchange.requestId());
	}

	@Override
	protected void onResponseCommitted() {
		setHeader(ResponseTime.HEADER, this.time.headerValue(this.exchange.started()));
	}

	/**
	 * Set what can only be set at the end, if it is not on its way already.
	 */
	void end() {
		if (!isCommitted()) {
			onResponseCommitted();
		}
	}

	@Override
	public void reset() {
		super.reset();
		this.stream = null;
		this.writer = null;
		setHeader(this.idHeader, this.exchange.requestId());
	}

	@Override
	public ServletOutputStream getOutputStream() throws IOException {
		ServletOutputStream stream = this.stream;
		if (stream == null) {
			stream = new CountingStream(super.getOutputStream(), this.exchange);
			this.stream = stream;
		}
		return stream;
	}

	@Override
	public PrintWriter getWriter() throws IOException {
		PrintWriter writer = this.writer;
		if (writer == null) {
			PrintWriter target = super.getWriter();
			boolean utf8 = StandardCharsets.UTF_8.name().equalsIgnoreCase(getCharacterEncoding());
			writer = new PrintWriter(new CountingWriter(target, this.exchange, utf8));
			this.writer = writer;
		}
		return writer;
	}

}
