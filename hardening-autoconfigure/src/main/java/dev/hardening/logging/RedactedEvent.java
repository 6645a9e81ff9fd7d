package dev.hardening.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * A log event as it may be shown. Whatever layout asks it gets nothing else.
 */
final class RedactedEvent implements ILoggingEvent {

	private final ILoggingEvent event;

	private final LogRedaction redaction;

	private @Nullable String message;

	private @Nullable Map<String, String> context;

	private @Nullable RedactedThrowable throwable;

	private final boolean exception;

	private RedactedEvent(ILoggingEvent event, LogRedaction redaction, boolean exception) {
		this.event = event;
		this.redaction = redaction;
		this.exception = exception;
	}

	static RedactedEvent of(ILoggingEvent event, LogRedaction redaction) {
		return (event instanceof RedactedEvent redacted) ? redacted : new RedactedEvent(event, redaction, true);
	}

	RedactedEvent withoutException() {
		return new RedactedEvent(this.event, this.redaction, false);
	}

	@Override
	public String getFormattedMessage() {
		String message = this.message;
		if (message == null) {
			message = this.redaction.message(getLoggerName(), String.valueOf(this.event.getFormattedMessage()));
			this.message = message;
		}
		return message;
	}

	@Override
	public String getMessage() {
		return getFormattedMessage();
	}

	@Override
	public Object @Nullable [] getArgumentArray() {
		return null;
	}

	@Override
	public @Nullable IThrowableProxy getThrowableProxy() {
		IThrowableProxy target = this.exception ? this.event.getThrowableProxy() : null;
		if (target == null) {
			return null;
		}
		RedactedThrowable shown = this.throwable;
		if (shown == null) {
			shown = new RedactedThrowable(target, this.redaction, this.redaction.detail(getLoggerName(), target));
			this.throwable = shown;
		}
		return shown;
	}

	@Override
	public Map<String, String> getMDCPropertyMap() {
		Map<String, String> context = this.context;
		if (context == null) {
			Map<String, String> values = this.event.getMDCPropertyMap();
			context = (values == null || values.isEmpty()) ? Map.of() : this.redaction.values(values);
			this.context = context;
		}
		return context;
	}

	@Override
	@Deprecated
	@SuppressWarnings("deprecation")
	public Map<String, String> getMdc() {
		return getMDCPropertyMap();
	}

	@Override
	public List<KeyValuePair> getKeyValuePairs() {
		List<KeyValuePair> pairs = this.event.getKeyValuePairs();
		if (pairs == null || pairs.isEmpty()) {
			return List.of();
		}
		List<KeyValuePair> redacted = new ArrayList<>(pairs.size());
		for (KeyValuePair pair : pairs) {
			String name = String.valueOf(pair.key);
			redacted.add(new KeyValuePair(name, this.redaction.value(name, pair.value)));
		}
		return redacted;
	}

	@Override
	public String getThreadName() {
		return this.event.getThreadName();
	}

	@Override
	public Level getLevel() {
		return this.event.getLevel();
	}

	@Override
	public String getLoggerName() {
		return this.event.getLoggerName();
	}

	@Override
	public LoggerContextVO getLoggerContextVO() {
		return this.event.getLoggerContextVO();
	}

	@Override
	public StackTraceElement[] getCallerData() {
		return this.event.getCallerData();
	}

	@Override
	public boolean hasCallerData() {
		return this.event.hasCallerData();
	}

	@Override
	public List<Marker> getMarkerList() {
		return this.event.getMarkerList();
	}

	@Override
	public long getTimeStamp() {
		return this.event.getTimeStamp();
	}

	@Override
	public int getNanoseconds() {
		return this.event.getNanoseconds();
	}

	@Override
	public long getSequenceNumber() {
		return this.event.getSequenceNumber();
	}

	@Override
	public void prepareForDeferredProcessing() {
		this.event.prepareForDeferredProcessing();
	}

}
