package dev.hardening.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.slf4j.LoggerFactory;

import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Writes an event as text in Boot's pattern, or in the user's, but of an event that shows
 * no secret and keeps to its line. A pattern alone cannot promise that: any of its words
 * reads from the event what it wants.
 */
abstract class TextLogFormatter implements StructuredLogFormatter<ILoggingEvent> {

	private static final String FALLBACK_PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %5p [%t] "
			+ "[%X{request_id:--}] %logger{39} : %m%n";

	private final PatternLayout layout = new PatternLayout();

	private final LogRedaction redaction;

	TextLogFormatter(Environment environment, String patternName) {
		this.redaction = LogRedaction.of(environment);
		LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
		String pattern = context.getProperty(patternName);
		this.layout.setContext(context);
		this.layout.setPattern(StringUtils.hasText(pattern) ? pattern : FALLBACK_PATTERN);
		this.layout.start();
	}

	@Override
	public String format(ILoggingEvent event) {
		return this.layout.doLayout(RedactedEvent.of(event, this.redaction));
	}

	/**
	 * The formatter of what goes to the console.
	 */
	static final class Console extends TextLogFormatter {

		Console(Environment environment) {
			super(environment, "CONSOLE_LOG_PATTERN");
		}

	}

	/**
	 * The formatter of what goes to a file.
	 */
	static final class File extends TextLogFormatter {

		File(Environment environment) {
			super(environment, "FILE_LOG_PATTERN");
		}

	}

}
