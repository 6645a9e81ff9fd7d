package dev.hardening.ratelimit.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends parts in the order in which they come: at once while little is under way, and
 * else together in one call as soon as an earlier one has ended. So a single request
 * waits for nobody, and any number of concurrent ones, for one key or for many, share few
 * calls.
 */
final class CallQueue {

	private static final int MOST_CALLS = 2;

	private static final int MOST_PARTS = 64;

	/** A script occupies Redis while it runs, and Lua's stack holds 8,000 arguments. */
	private static final int MOST_BUCKETS = 512;

	private final ScriptRunner runner;

	private final Queue<Part> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicInteger running = new AtomicInteger();

	private final AtomicInteger pumps = new AtomicInteger();

	CallQueue(ScriptRunner runner) {
		this.runner = runner;
	}

	void add(Part part) {
		this.waiting.add(part);
		pump();
	}

	// One thread at a time sends; whoever comes meanwhile lets it look once more.
	private void pump() {
		if (this.pumps.getAndIncrement() != 0) {
			return;
		}
		int seen = 1;
		while (seen != 0) {
			while (this.running.get() < MOST_CALLS) {
				List<Part> parts = take();
				if (parts.isEmpty()) {
					break;
				}
				this.running.incrementAndGet();
				this.runner.run(parts, this::settled);
			}
			seen = this.pumps.addAndGet(-seen);
		}
	}

	private void settled() {
		this.running.decrementAndGet();
		pump();
	}

	private List<Part> take() {
		List<Part> parts = new ArrayList<>();
		int buckets = 0;
		for (Part next = this.waiting.peek(); next != null; next = this.waiting.peek()) {
			boolean fits = parts.isEmpty() || (parts.size() < MOST_PARTS
					&& buckets + next.names().length <= MOST_BUCKETS && next.slot() == parts.get(0).slot());
			if (!fits) {
				break;
			}
			this.waiting.remove();
			if (!next.isGivenUp()) {
				parts.add(next);
				buckets += next.names().length;
			}
		}
		return parts;
	}

}
