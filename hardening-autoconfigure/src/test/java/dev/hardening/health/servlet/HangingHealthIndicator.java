package dev.hardening.health.servlet;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * A check that answers only when it is interrupted, and counts how often it was asked.
 */
class HangingHealthIndicator implements HealthIndicator {

	final AtomicInteger calls = new AtomicInteger();

	@Override
	public Health health() {
		this.calls.incrementAndGet();
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return Health.up().build();
	}

}
