package dev.hardening.logging;

import java.util.Iterator;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;

/**
 * Lets what is written to the console gather the access lines.
 */
final class GatheredConsole {

	private GatheredConsole() {
	}

	static void apply(LoggerContext context) {
		for (Logger logger : context.getLoggerList()) {
			for (Iterator<Appender<ILoggingEvent>> it = logger.iteratorForAppenders(); it.hasNext();) {
				// Not one of another class, which may do the same in its own way.
				if (it.next() instanceof ConsoleAppender<ILoggingEvent> console
						&& console.getClass() == ConsoleAppender.class) {
					apply(console);
				}
			}
		}
	}

	private static void apply(ConsoleAppender<ILoggingEvent> console) {
		boolean plain = console.isStarted() && console.isImmediateFlush() && !console.isWithJansi();
		if (plain && !(console.getOutputStream() instanceof GatheredStream)) {
			console.setOutputStream(new GatheredStream(console.getOutputStream()));
		}
	}

}
