package dev.hardening.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Writes the access lines of a burst together, a few milliseconds late at most. The
 * appender writes each line alone, and all requests wait for that one after the other,
 * which under load costs more than all that the line says. Lines that come less often are
 * written at once, and every other line takes with it what has been gathered before it.
 */
final class GatheredStream extends OutputStream {

	private static final int ROOM = 64 * 1024;

	private static final long PAUSE_MILLIS = 5;

	/** As many lines in one pause are no burst yet. */
	private static final int MOST_AT_ONCE = 32;

	private static final long PAUSE_NANOS = PAUSE_MILLIS * 1_000_000;

	private final OutputStream target;

	private final LongSupplier nanoTime;

	/** Held by who writes to the target, so that lines stay in their order. */
	private final ReentrantLock writing = new ReentrantLock();

	private byte[] gathered = new byte[ROOM];

	private byte[] spare = new byte[ROOM];

	private int length;

	private boolean waiting;

	private long began;

	private int lines;

	private boolean busy;

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
		this.began = nanoTime.getAsLong();
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int count) throws IOException {
		if (gather(bytes, offset, count)) {
			return;
		}
		this.writing.lock();
		try {
			writeGathered();
			if (!gather(bytes, offset, count)) {
				this.target.write(bytes, offset, count);
			}
		}
		finally {
			this.writing.unlock();
		}
	}

	private synchronized boolean gather(byte[] bytes, int offset, int count) {
		if (count > ROOM - this.length) {
			return false;
		}
		System.arraycopy(bytes, offset, this.gathered, this.length, count);
		this.length += count;
		return true;
	}

	@Override
	public void flush() throws IOException {
		if (AccessLine.isBeingWritten() && isInBurst()) {
			flushLate();
		}
		else {
			flushGathered();
		}
	}

	// A client that asks for one thing after the other makes no burst.
	private synchronized boolean isInBurst() {
		long now = this.nanoTime.getAsLong();
		long age = now - this.began;
		if (age >= PAUSE_NANOS) {
			this.busy = age < 2 * PAUSE_NANOS && this.lines > MOST_AT_ONCE;
			this.began = now;
			this.lines = 0;
		}
		this.lines++;
		return this.busy || this.lines > MOST_AT_ONCE;
	}

	private synchronized void flushLate() {
		if (!this.waiting) {
			this.waiting = true;
			notifyAll();
		}
	}

	private void flushGathered() throws IOException {
		this.writing.lock();
		try {
			writeGathered();
			this.target.flush();
		}
		finally {
			this.writing.unlock();
		}
	}

	// While it is written, others gather in the other array.
	private void writeGathered() throws IOException {
		byte[] full;
		int count;
		synchronized (this) {
			full = this.gathered;
			count = this.length;
			this.gathered = this.spare;
			this.spare = full;
			this.length = 0;
			this.waiting = false;
		}
		this.target.write(full, 0, count);
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

	void writeWaiting() {
		try {
			if (isWaiting()) {
				flushGathered();
			}
		}
		catch (IOException ex) {
			// The appender meets it with its next line, and knows what to do.
		}
	}

	private synchronized boolean isWaiting() {
		return this.waiting;
	}

	@Override
	public void close() throws IOException {
		synchronized (this) {
			this.closed = true;
			notifyAll();
		}
		flushGathered();
		this.target.close();
	}

}
