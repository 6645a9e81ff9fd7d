package dev.hardening.logging;

import java.lang.reflect.Field;
import java.util.Iterator;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.AppenderAttachable;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.logback.StructuredLogEncoder;

/**
 * Puts the redaction before every encoder that the user configured instead of ours: one
 * of Boot's other formats, a pattern, or one of another library.
 */
final class EncoderRedaction {

	private final LogRedaction redaction;

	EncoderRedaction(LogRedaction redaction) {
		this.redaction = redaction;
	}

	void apply(LoggerContext context) {
		for (Logger logger : context.getLoggerList()) {
			apply(logger);
		}
	}

	private void apply(AppenderAttachable<ILoggingEvent> attachable) {
		for (Iterator<Appender<ILoggingEvent>> it = attachable.iteratorForAppenders(); it.hasNext();) {
			Appender<ILoggingEvent> appender = it.next();
			if (appender instanceof OutputStreamAppender<ILoggingEvent> output) {
				Encoder<ILoggingEvent> encoder = output.getEncoder();
				if (encoder != null && !redacts(encoder)) {
					output.setEncoder(new RedactingEncoder(encoder, this.redaction));
				}
			}
			else if (appender instanceof AppenderAttachable<?>) {
				apply(nested(appender));
			}
		}
	}

	@SuppressWarnings("unchecked")
	private static AppenderAttachable<ILoggingEvent> nested(Appender<ILoggingEvent> appender) {
		return (AppenderAttachable<ILoggingEvent>) appender;
	}

	private static boolean redacts(Encoder<ILoggingEvent> encoder) {
		if (encoder instanceof StructuredLogEncoder) {
			Object formatter = formatter(encoder);
			return formatter instanceof JsonLogFormatter || formatter instanceof TextLogFormatter;
		}
		return encoder instanceof RedactingEncoder;
	}

	// Boot's encoder does not tell. Where it cannot be seen, ours is wrapped as well,
	// which costs a little and changes nothing.
	private static @Nullable Object formatter(Encoder<ILoggingEvent> encoder) {
		try {
			Field field = StructuredLogEncoder.class.getDeclaredField("formatter");
			field.setAccessible(true);
			return field.get(encoder);
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			return null;
		}
	}

}
