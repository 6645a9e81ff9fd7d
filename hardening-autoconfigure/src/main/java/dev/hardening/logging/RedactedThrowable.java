package dev.hardening.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/**
 * An exception as it may be shown: the messages are masked and encoded, down to the last
 * cause, and the frames are as they were.
 *
 * @param target the exception
 * @param redaction what masks
 */
record RedactedThrowable(IThrowableProxy target, LogRedaction redaction) implements IThrowableProxy {

	static @Nullable IThrowableProxy of(@Nullable IThrowableProxy target, LogRedaction redaction) {
		return (target != null) ? new RedactedThrowable(target, redaction) : null;
	}

	@Override
	public @Nullable String getMessage() {
		return redacted(this.target.getMessage());
	}

	@Override
	public @Nullable String getOverridingMessage() {
		return redacted(this.target.getOverridingMessage());
	}

	private @Nullable String redacted(@Nullable String message) {
		return (message != null) ? this.redaction.message("", message) : null;
	}

	@Override
	public String getClassName() {
		return this.target.getClassName();
	}

	@Override
	public StackTraceElementProxy[] getStackTraceElementProxyArray() {
		return this.target.getStackTraceElementProxyArray();
	}

	@Override
	public int getCommonFrames() {
		return this.target.getCommonFrames();
	}

	@Override
	public @Nullable IThrowableProxy getCause() {
		return of(this.target.getCause(), this.redaction);
	}

	@Override
	public IThrowableProxy @Nullable [] getSuppressed() {
		IThrowableProxy[] suppressed = this.target.getSuppressed();
		if (suppressed == null) {
			return null;
		}
		IThrowableProxy[] redacted = new IThrowableProxy[suppressed.length];
		for (int i = 0; i < suppressed.length; i++) {
			redacted[i] = new RedactedThrowable(suppressed[i], this.redaction);
		}
		return redacted;
	}

	@Override
	public boolean isCyclic() {
		return this.target.isCyclic();
	}

}
