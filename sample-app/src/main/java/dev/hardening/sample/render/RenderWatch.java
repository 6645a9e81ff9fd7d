package dev.hardening.sample.render;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Holds the requests that wait for a job to change, without holding a thread for each. It
 * looks into the database, so the job may run on another instance.
 */
@Component
class RenderWatch {

	static final Duration LONGEST = Duration.ofSeconds(25);

	private static final int MOST = 500;

	private final Queue<Watch> watches = new ConcurrentLinkedQueue<>();

	private final AtomicInteger size = new AtomicInteger();

	private final Renders renders;

	RenderWatch(Renders renders) {
		this.renders = renders;
	}

	/**
	 * Wait for a job to change.
	 * @param build the job
	 * @param after the revision that is already known
	 * @param wait how long at most
	 * @param told is given each change, or an empty list when the time is over; says
	 * whether to go on
	 * @return whether there was room to wait
	 */
	boolean watch(String build, int after, Duration wait, Predicate<List<Render>> told) {
		if (this.size.incrementAndGet() > MOST) {
			this.size.decrementAndGet();
			return false;
		}
		this.watches.add(new Watch(build, after, System.nanoTime() + wait.toNanos(), told));
		return true;
	}

	@Scheduled(fixedDelay = 150)
	void look() {
		Iterator<Watch> iterator = this.watches.iterator();
		while (iterator.hasNext()) {
			Watch watch = iterator.next();
			if (!watch.look(this.renders)) {
				iterator.remove();
				this.size.decrementAndGet();
			}
		}
	}

	private static final class Watch {

		private final String build;

		private final long end;

		private final Predicate<List<Render>> told;

		private int known;

		Watch(String build, int known, long end, Predicate<List<Render>> told) {
			this.build = build;
			this.known = known;
			this.end = end;
			this.told = told;
		}

		boolean look(Renders renders) {
			List<Render> changes = renders.find(this.build)
				.stream()
				.filter((render) -> render.revision() > this.known)
				.toList();
			for (Render change : changes) {
				this.known = change.revision();
				return this.told.test(changes) && !change.state().isFinal();
			}
			return System.nanoTime() < this.end || !this.told.test(List.of());
		}

	}

}
