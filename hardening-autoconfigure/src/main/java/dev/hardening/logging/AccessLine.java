package dev.hardening.logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * A line that says the same in fields and in words.
 */
final class AccessLine {

	private static final ThreadLocal<Boolean> BEING_WRITTEN = new ThreadLocal<>();

	private final StringBuilder words = new StringBuilder(160);

	private LoggingEventBuilder fields;

	AccessLine(LoggingEventBuilder fields) {
		this.fields = fields;
	}

	/**
	 * Say one more thing.
	 * @param before what comes before it in words
	 * @param name its name as a field
	 * @param value what to say, or {@code null} to say nothing
	 * @return this line
	 */
	AccessLine add(String before, String name, @Nullable Object value) {
		if (value != null) {
			this.words.append(before).append(value);
			this.fields = this.fields.addKeyValue(name, value);
		}
		return this;
	}

	void write() {
		BEING_WRITTEN.set(Boolean.TRUE);
		try {
			this.fields.log(this.words.toString());
		}
		finally {
			BEING_WRITTEN.remove();
		}
	}

	/**
	 * Return whether what this thread logs is an access line.
	 * @return {@code false} for every other line
	 */
	static boolean isBeingWritten() {
		return BEING_WRITTEN.get() != null;
	}

}
