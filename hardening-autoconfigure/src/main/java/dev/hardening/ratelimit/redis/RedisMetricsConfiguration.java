package dev.hardening.ratelimit.redis;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Shows where Micrometer is in use how Redis answers.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterRegistry.class)
class RedisMetricsConfiguration {

	@Bean
	CallTimers rateLimitRedisTimers() {
		return new CallTimers();
	}

	@Bean
	MeterBinder rateLimitRedisBreaker(ScriptRunner runner) {
		return (registry) -> {
			for (State state : new State[] { State.CLOSED, State.HALF_OPEN, State.OPEN }) {
				Gauge.builder("hardening.ratelimit.breaker", runner, (asked) -> (asked.state() == state) ? 1 : 0)
					.description("1 for the state of the circuit breaker of the store, 0 for the others")
					.tag("state", state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
					.register(registry);
			}
		};
	}

	/**
	 * Times the calls, once there is a registry.
	 */
	static final class CallTimers implements CallTimes, MeterBinder {

		private volatile @Nullable Timer answered;

		private volatile @Nullable Timer failed;

		@Override
		public void bindTo(MeterRegistry registry) {
			this.answered = timer(registry, "answered");
			this.failed = timer(registry, "failed");
		}

		private static Timer timer(MeterRegistry registry, String outcome) {
			return Timer.builder("hardening.ratelimit.store")
				.description("Calls of the store that all instances share")
				.tag("store", "redis")
				.tag("outcome", outcome)
				.register(registry);
		}

		@Override
		public void record(long nanos, boolean answered) {
			Timer timer = answered ? this.answered : this.failed;
			if (timer != null) {
				timer.record(nanos, TimeUnit.NANOSECONDS);
			}
		}

	}

}
