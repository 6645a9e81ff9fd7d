package dev.hardening.metrics;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;

/**
 * Counts log events under the names that Micrometer gives them, but where they are
 * written. Micrometer's own binder is asked whenever anyone asks whether a level is
 * enabled, which Spring does dozens of times per request to log nothing.
 */
final class LogEventCounter extends LogbackMetrics {

	private static final String NAME = "logback.events";

	private final Counting appender = new Counting();

	private final LoggerContext loggers;

	LogEventCounter(LoggerContext loggers) {
		this.loggers = loggers;
		this.appender.setName(LogEventCounter.class.getName());
		this.appender.setContext(loggers);
		this.appender.start();
		loggers.addListener(new Reattaching());
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		bind(registry, Level.ERROR, this.appender.errors);
		bind(registry, Level.WARN, this.appender.warnings);
		bind(registry, Level.INFO, this.appender.infos);
		bind(registry, Level.DEBUG, this.appender.debugs);
		bind(registry, Level.TRACE, this.appender.traces);
		root().addAppender(this.appender);
	}

	private static void bind(MeterRegistry registry, Level level, LongAdder count) {
		FunctionCounter.builder(NAME, count, LongAdder::sum)
			.tag("level", level.toString().toLowerCase(Locale.ROOT))
			.description("Log events that were written")
			.baseUnit("events")
			.register(registry);
	}

	private Logger root() {
		return this.loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

	@Override
	public void close() {
		root().detachAppender(this.appender);
		super.close();
	}

	private static final class Counting extends AppenderBase<ILoggingEvent> {

		private final LongAdder errors = new LongAdder();

		private final LongAdder warnings = new LongAdder();

		private final LongAdder infos = new LongAdder();

		private final LongAdder debugs = new LongAdder();

		private final LongAdder traces = new LongAdder();

		// Without the lock of the base class: adders need none.
		@Override
		public void doAppend(ILoggingEvent event) {
			append(event);
		}

		@Override
		protected void append(ILoggingEvent event) {
			switch (event.getLevel().toInt()) {
				case Level.ERROR_INT -> this.errors.increment();
				case Level.WARN_INT -> this.warnings.increment();
				case Level.INFO_INT -> this.infos.increment();
				case Level.DEBUG_INT -> this.debugs.increment();
				default -> this.traces.increment();
			}
		}

	}

	/**
	 * A reset of the logging system takes every appender away.
	 */
	private final class Reattaching implements LoggerContextListener {

		@Override
		public boolean isResetResistant() {
			return true;
		}

		@Override
		public void onReset(LoggerContext context) {
			LogEventCounter.this.appender.start();
			root().addAppender(LogEventCounter.this.appender);
		}

		@Override
		public void onStart(LoggerContext context) {
			// Nothing to do.
		}

		@Override
		public void onStop(LoggerContext context) {
			// Nothing to do.
		}

		@Override
		public void onLevelChange(Logger logger, Level level) {
			// Nothing to do.
		}

	}

}
