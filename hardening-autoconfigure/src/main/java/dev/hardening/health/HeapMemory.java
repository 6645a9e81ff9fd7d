package dev.hardening.health;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The share of the heap that is in use and is not known to be garbage: what survived the
 * last collection of each pool. A collector may leave garbage until the heap is full, as
 * the serial one does, which is the default in small containers; that is no lack of
 * memory.
 */
final class HeapMemory {

	private final MemoryMXBean memory;

	private final List<MemoryPoolMXBean> pools;

	HeapMemory(MemoryMXBean memory, List<MemoryPoolMXBean> pools) {
		this.memory = memory;
		this.pools = pools.stream().filter((pool) -> pool.getType() == MemoryType.HEAP).toList();
	}

	/**
	 * Return the heap of this process.
	 * @return the heap
	 */
	static HeapMemory ofProcess() {
		return new HeapMemory(ManagementFactory.getMemoryMXBean(), ManagementFactory.getMemoryPoolMXBeans());
	}

	/**
	 * Measure the share.
	 * @return the share between 0 and 1, 0 where the heap has no maximum
	 */
	double used() {
		MemoryUsage heap = this.memory.getHeapMemoryUsage();
		if (heap.getMax() <= 0) {
			return 0;
		}
		return (double) Math.min(heap.getUsed(), survived().orElse(heap.getUsed())) / heap.getMax();
	}

	// Empty where the collector does not tell.
	private OptionalLong survived() {
		List<MemoryUsage> known = this.pools.stream()
			.map(MemoryPoolMXBean::getCollectionUsage)
			.filter(Objects::nonNull)
			.toList();
		return known.isEmpty() ? OptionalLong.empty()
				: OptionalLong.of(known.stream().mapToLong(MemoryUsage::getUsed).sum());
	}

}
