package dev.hardening.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * The messages that classes log, with their levels, from now until this is closed.
 */
public final class LogLines implements AutoCloseable {

	private final Logger logger;

	private final Level before;

	private final Lines lines = new Lines();

	private LogLines(String logger) {
		this.logger = (Logger) LoggerFactory.getLogger(logger);
		this.before = this.logger.getLevel();
		// Whatever level an earlier application has left.
		this.logger.setLevel(Level.INFO);
		this.lines.start();
		this.logger.addAppender(this.lines);
	}

	/**
	 * Begin to listen.
	 * @param type the class that logs
	 * @return what it logs from now on
	 */
	public static LogLines of(Class<?> type) {
		return new LogLines(type.getName());
	}

	/**
	 * Begin to listen to all classes of a package, and of those below it.
	 * @param name the package
	 * @return what they log from now on
	 */
	public static LogLines ofPackage(String name) {
		return new LogLines(name);
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
		this.logger.setLevel(this.before);
	}

	private static final class Lines extends AppenderBase<ILoggingEvent> {

		private final List<String> all = new CopyOnWriteArrayList<>();

		@Override
		protected void append(ILoggingEvent event) {
			this.all.add(event.getLevel() + " " + event.getFormattedMessage());
		}

	}

}
