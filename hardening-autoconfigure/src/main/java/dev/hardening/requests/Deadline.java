package dev.hardening.requests;

import java.util.concurrent.atomic.AtomicReference;

import dev.hardening.web.RequestDeadline;

/**
 * The deadline of one request on one thread. The thread is interrupted at most once and
 * never after it has finished the request, however the two race.
 */
public final class Deadline implements RequestDeadline {

	private enum State {

		RUNNING, EXPIRING, EXPIRED, FINISHED

	}

	private final Thread thread;

	private final long endNanos;

	private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);

	Deadline(Thread thread, long endNanos) {
		this.thread = thread;
		this.endNanos = endNanos;
	}

	@Override
	public boolean isExpired() {
		State now = this.state.get();
		return now == State.EXPIRING || now == State.EXPIRED;
	}

	void expireIfDue(long nowNanos) {
		if (nowNanos - this.endNanos >= 0 && this.state.compareAndSet(State.RUNNING, State.EXPIRING)) {
			this.thread.interrupt();
			this.state.set(State.EXPIRED);
		}
	}

	void finish() {
		if (this.state.compareAndSet(State.RUNNING, State.FINISHED)) {
			return;
		}
		while (this.state.get() == State.EXPIRING) {
			Thread.onSpinWait();
		}
		// The thread goes back to its pool; the interrupt was for this request only.
		Thread.interrupted();
	}

}
