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
 * @param detail how much of it is shown
 */
record RedactedThrowable(IThrowableProxy target, LogRedaction redaction, Detail detail) implements IThrowableProxy {

	private static final StackTraceElementProxy[] NONE = {};

	boolean hasFrames() {
		return this.detail == Detail.ALL;
	}

	@Override
	public @Nullable String getMessage() {
		String message = redacted(this.target.getMessage());
		if (this.detail != Detail.MESSAGES) {
			return message;
		}
		return ((message != null) ? message + " " : "") + "(one of many: without its stack trace)";
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
		return hasFrames() ? this.target.getStackTraceElementProxyArray() : NONE;
	}

	@Override
	public int getCommonFrames() {
		return hasFrames() ? this.target.getCommonFrames() : 0;
	}

	@Override
	public @Nullable IThrowableProxy getCause() {
		IThrowableProxy cause = this.target.getCause();
		return (cause != null) ? new RedactedThrowable(cause, this.redaction, below()) : null;
	}

	@Override
	public IThrowableProxy @Nullable [] getSuppressed() {
		IThrowableProxy[] suppressed = this.target.getSuppressed();
		if (suppressed == null) {
			return null;
		}
		IThrowableProxy[] redacted = new IThrowableProxy[suppressed.length];
		for (int i = 0; i < suppressed.length; i++) {
			redacted[i] = new RedactedThrowable(suppressed[i], this.redaction, below());
		}
		return redacted;
	}

	@Override
	public boolean isCyclic() {
		return this.target.isCyclic();
	}

	private Detail below() {
		return hasFrames() ? Detail.ALL : Detail.MESSAGES_BELOW;
	}

	/**
	 * How much is shown.
	 */
	enum Detail {

		/** Messages and frames. */
		ALL,

		/** The messages, with a note that there is more. */
		MESSAGES,

		/** The messages of a cause. */
		MESSAGES_BELOW

	}

}
