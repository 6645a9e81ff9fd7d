package dev.hardening.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * The messages that a class logs, with their levels, from now until this is closed.
 */
public final class LogLines implements AutoCloseable {

	private final Logger logger;

	private final Lines lines = new Lines();

	private LogLines(Class<?> type) {
		this.logger = (Logger) LoggerFactory.getLogger(type);
		this.lines.start();
		this.logger.addAppender(this.lines);
	}

	/**
	 * Begin to listen.
	 * @param type the class that logs
	 * @return what it logs from now on
	 */
	public static LogLines of(Class<?> type) {
		return new LogLines(type);
	}

	/**
	 * Return what was logged until now.
	 * @return a line each, such as {@code WARN message}
	 */
	public List<String> lines() {
		return List.copyOf(this.lines.all);
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.lines);
	}

	private static final class Lines extends AppenderBase<ILoggingEvent> {

		private final List<String> all = new CopyOnWriteArrayList<>();

		@Override
		protected void append(ILoggingEvent event) {
			this.all.add(event.getLevel() + " " + event.getFormattedMessage());
		}

	}

}
