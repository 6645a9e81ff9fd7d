package dev.hardening.test;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.TimeUnit;

/**
 * What a test holds in memory.
 */
public final class UsedHeap {

	private UsedHeap() {
	}

	/**
	 * Collect garbage several times, since what is closed in the background is let go
	 * only then, and measure.
	 * @return the least that was in use after a collection, in bytes
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static long afterCollection() throws InterruptedException {
		MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 4; i++) {
			memory.gc();
			least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
			TimeUnit.MILLISECONDS.sleep(100);
		}
		return least;
	}

}
