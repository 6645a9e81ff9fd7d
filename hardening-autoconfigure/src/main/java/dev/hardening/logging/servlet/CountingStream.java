package dev.hardening.logging.servlet;

import java.io.IOException;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

/**
 * Counts the bytes of an answer.
 */
final class CountingStream extends ServletOutputStream {

	private final ServletOutputStream target;

	private final Exchange exchange;

	CountingStream(ServletOutputStream target, Exchange exchange) {
		this.target = target;
		this.exchange = exchange;
	}

	@Override
	public void write(int value) throws IOException {
		this.target.write(value);
		this.exchange.written(1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		this.target.write(bytes, offset, length);
		this.exchange.written(length);
	}

	@Override
	public void flush() throws IOException {
		this.target.flush();
	}

	@Override
	public void close() throws IOException {
		this.target.close();
	}

	@Override
	public boolean isReady() {
		return this.target.isReady();
	}

	@Override
	public void setWriteListener(WriteListener listener) {
		this.target.setWriteListener(listener);
	}

}
