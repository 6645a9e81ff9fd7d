package dev.hardening.sample.login;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Counts the resets that were dropped because too many waited, and says so once a minute:
 * a flood must not fill the log, too.
 */
@Component
class DroppedResets {

	private static final Log logger = LogFactory.getLog(DroppedResets.class);

	private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

	private final Map<Stage, Counter> counters = new EnumMap<>(Stage.class);

	private final LongSupplier nanoTime;

	private final AtomicLong nextLine;

	@Autowired
	DroppedResets(MeterRegistry meters) {
		this(meters, System::nanoTime);
	}

	DroppedResets(MeterRegistry meters, LongSupplier nanoTime) {
		for (Stage stage : Stage.values()) {
			this.counters.put(stage,
					Counter.builder("studio.password.resets.dropped")
						.description("Password resets that were dropped because too many waited")
						.tag("stage", stage.name().toLowerCase(Locale.ROOT).replace('_', '-'))
						.register(meters));
		}
		this.nanoTime = nanoTime;
		this.nextLine = new AtomicLong(nanoTime.getAsLong());
	}

	/**
	 * Count one.
	 * @param stage where too many waited
	 */
	void count(Stage stage) {
		Counter counter = this.counters.get(stage);
		if (counter != null) {
			counter.increment();
		}
		long now = this.nanoTime.getAsLong();
		long due = this.nextLine.get();
		if (now - due >= 0 && this.nextLine.compareAndSet(due, now + BETWEEN_LINES)) {
			logger.warn("Password resets are dropped, since too many wait: %.0f until now"
				.formatted(this.counters.values().stream().mapToDouble(Counter::count).sum()));
		}
	}

	/**
	 * Where resets wait.
	 */
	enum Stage {

		/** For the look-up of the name. */
		LOOK_UP,

		/** For the mail to the owner of an account. */
		DELIVERY

	}

}
