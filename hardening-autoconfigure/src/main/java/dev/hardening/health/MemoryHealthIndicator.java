package dev.hardening.health;

import java.util.OptionalDouble;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Down when the heap, or the container that the process runs in, is nearly full.
 */
class MemoryHealthIndicator extends AbstractHealthIndicator {

	private final HeapMemory heap;

	private final ContainerMemory container;

	private final double threshold;

	MemoryHealthIndicator(HeapMemory heap, ContainerMemory container, double threshold) {
		this.heap = heap;
		this.container = container;
		this.threshold = threshold;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		double heapShare = this.heap.used();
		OptionalDouble containerShare = this.container.used();
		boolean full = heapShare >= this.threshold || containerShare.orElse(0) >= this.threshold;
		(full ? builder.down() : builder.up()).withDetail("threshold", this.threshold).withDetail("heap", heapShare);
		containerShare.ifPresent((share) -> builder.withDetail("container", share));
	}

}
