package dev.hardening.health;

import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.util.OptionalDouble;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Down when the heap, or the container that the process runs in, is nearly full.
 */
class MemoryHealthIndicator extends AbstractHealthIndicator {

	private final MemoryMXBean memory;

	private final ContainerMemory container;

	private final double threshold;

	MemoryHealthIndicator(MemoryMXBean memory, ContainerMemory container, double threshold) {
		this.memory = memory;
		this.container = container;
		this.threshold = threshold;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		MemoryUsage heap = this.memory.getHeapMemoryUsage();
		double heapShare = (heap.getMax() > 0) ? (double) heap.getUsed() / heap.getMax() : 0;
		OptionalDouble containerShare = this.container.used();
		boolean full = heapShare >= this.threshold || containerShare.orElse(0) >= this.threshold;
		(full ? builder.down() : builder.up()).withDetail("threshold", this.threshold).withDetail("heap", heapShare);
		containerShare.ifPresent((share) -> builder.withDetail("container", share));
	}

}
