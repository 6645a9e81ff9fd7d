package dev.hardening.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;

/**
 * Gives an encoder that knows nothing of secrets only events that show none.
 */
final class RedactingEncoder extends EncoderBase<ILoggingEvent> {

	private final Encoder<ILoggingEvent> target;

	private final LogRedaction redaction;

	RedactingEncoder(Encoder<ILoggingEvent> target, LogRedaction redaction) {
		this.target = target;
		this.redaction = redaction;
		setContext(target.getContext());
		super.start();
	}

	@Override
	public byte[] headerBytes() {
		return this.target.headerBytes();
	}

	@Override
	public byte[] encode(ILoggingEvent event) {
		RedactedEvent redacted = RedactedEvent.of(event, this.redaction);
		try {
			return this.target.encode(redacted);
		}
		catch (RuntimeException ex) {
			// Mostly it insists on exceptions of Logback, which cannot be masked.
			return this.target.encode(redacted.withoutException());
		}
	}

	@Override
	public byte[] footerBytes() {
		return this.target.footerBytes();
	}

	@Override
	public void stop() {
		super.stop();
		this.target.stop();
	}

}
