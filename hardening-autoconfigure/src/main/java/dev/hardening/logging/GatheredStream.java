package dev.hardening.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongSupplier;

/**
 * Writes the access lines of a burst together, a few milliseconds late at most. The
 * appender writes each line alone, and all requests wait for that one after the other,
 * which under load costs more than all that the line says. A line that comes alone is
 * written at once, and every other line takes with it what has been gathered before it.
 */
final class GatheredStream extends OutputStream {

	private static final int ROOM = 64 * 1024;

	private static final long PAUSE_MILLIS = 5;

	private static final long PAUSE_NANOS = PAUSE_MILLIS * 1_000_000;

	private final OutputStream target;

	private final LongSupplier nanoTime;

	private final byte[] gathered = new byte[ROOM];

	private int length;

	private long written;

	private boolean waiting;

	private boolean closed;

	/**
	 * Create a stream, and with it the thread that writes what was gathered last.
	 * @param target where to write
	 */
	GatheredStream(OutputStream target) {
		this(target, System::nanoTime);
		Thread thread = new Thread(this::writeLate, "hardening-access-log");
		thread.setDaemon(true);
		thread.start();
	}

	GatheredStream(OutputStream target, LongSupplier nanoTime) {
		this.target = target;
		this.nanoTime = nanoTime;
		this.written = nanoTime.getAsLong() - PAUSE_NANOS;
	}

	@Override
	public synchronized void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public synchronized void write(byte[] bytes, int offset, int count) throws IOException {
		if (count > ROOM - this.length) {
			writeGathered();
		}
		if (count > ROOM) {
			this.target.write(bytes, offset, count);
			return;
		}
		System.arraycopy(bytes, offset, this.gathered, this.length, count);
		this.length += count;
	}

	@Override
	public synchronized void flush() throws IOException {
		boolean alone = this.nanoTime.getAsLong() - this.written >= PAUSE_NANOS;
		if (alone || !AccessLine.isBeingWritten()) {
			flushGathered();
		}
		else if (!this.waiting) {
			this.waiting = true;
			notifyAll();
		}
	}

	private void flushGathered() throws IOException {
		this.waiting = false;
		writeGathered();
		this.target.flush();
		this.written = this.nanoTime.getAsLong();
	}

	private void writeGathered() throws IOException {
		int count = this.length;
		this.length = 0;
		this.target.write(this.gathered, 0, count);
	}

	private void writeLate() {
		try {
			while (awaitLine()) {
				Thread.sleep(PAUSE_MILLIS);
				writeWaiting();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private synchronized boolean awaitLine() throws InterruptedException {
		while (!this.waiting && !this.closed) {
			wait();
		}
		return !this.closed;
	}

	synchronized void writeWaiting() {
		if (!this.waiting) {
			return;
		}
		try {
			flushGathered();
		}
		catch (IOException ex) {
			// The appender meets it with its next line, and knows what to do.
		}
	}

	@Override
	public synchronized void close() throws IOException {
		this.closed = true;
		notifyAll();
		flushGathered();
		this.target.close();
	}

}
