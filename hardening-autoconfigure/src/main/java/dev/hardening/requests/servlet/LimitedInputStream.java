package dev.hardening.requests.servlet;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is read of a body. It never asks for more than one byte beyond the limit,
 * so nothing of the excess is buffered.
 */
class LimitedInputStream extends ServletInputStream {

	/** There is always one byte more. */
	private static final long UNLIMITED = Long.MAX_VALUE - 1;

	private final ServletInputStream body;

	private final Supplier<@Nullable BodyTooLargeException> tooLarge;

	private final BooleanSupplier expired;

	private long remaining;

	private @Nullable BodyTooLargeException excess;

	LimitedInputStream(ServletInputStream body, long limit, Supplier<@Nullable BodyTooLargeException> tooLarge,
			BooleanSupplier expired) {
		this.body = body;
		this.remaining = limit;
		this.tooLarge = tooLarge;
		this.expired = expired;
	}

	@Override
	public int read() throws IOException {
		checkBounds();
		int read = this.body.read();
		count((read >= 0) ? 1 : 0);
		return read;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		checkBounds();
		int allowed = (int) Math.min(length, this.remaining + 1);
		int read = this.body.read(buffer, offset, allowed);
		count(read);
		return read;
	}

	// The server goes on waiting when it is interrupted, so a client could trickle for
	// ever.
	private void checkBounds() throws IOException {
		if (this.excess != null) {
			throw this.excess;
		}
		if (this.expired.getAsBoolean()) {
			throw new InterruptedIOException("The body did not arrive in time");
		}
	}

	private void count(int read) throws BodyTooLargeException {
		if (read > 0) {
			this.remaining -= read;
			if (this.remaining < 0) {
				BodyTooLargeException refusal = this.tooLarge.get();
				this.excess = refusal;
				this.remaining = UNLIMITED;
				if (refusal != null) {
					throw refusal;
				}
			}
		}
	}

	@Override
	public int available() throws IOException {
		return this.body.available();
	}

	@Override
	public boolean isFinished() {
		return this.body.isFinished();
	}

	@Override
	public boolean isReady() {
		return this.body.isReady();
	}

	@Override
	public void setReadListener(ReadListener listener) {
		this.body.setReadListener(listener);
	}

	@Override
	public void close() throws IOException {
		this.body.close();
	}

}
