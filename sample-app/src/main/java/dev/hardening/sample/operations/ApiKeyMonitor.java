package dev.hardening.sample.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.hardening.apikey.ApiKey;
import dev.hardening.apikey.ApiKeyService;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts the API keys that somebody should replace: they still work, end soon, and have
 * no successor.
 */
@Component
class ApiKeyMonitor implements MeterBinder {

	private static final Duration SOON = Duration.ofDays(14);

	private final ApiKeyService keys;

	private final Clock clock = Clock.systemUTC();

	private volatile double expiring = Double.NaN;

	ApiKeyMonitor(ApiKeyService keys) {
		this.keys = keys;
	}

	@Scheduled(fixedDelayString = "${studio.operations.refresh:30s}")
	void refresh() {
		Instant now = this.clock.instant();
		this.expiring = this.keys.list().stream().filter((key) -> isExpiring(key, now)).count();
	}

	private static boolean isExpiring(ApiKey key, Instant now) {
		Instant end = key.expiresAt();
		return key.status(now) == ApiKey.Status.ACTIVE && key.replacedBy() == null && end != null
				&& end.isBefore(now.plus(SOON));
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("studio.api.keys.expiring", this, (monitor) -> monitor.expiring)
			.description("API keys that end within 14 days and have no successor")
			.register(registry);
	}

}
