package dev.hardening.tracing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/**
 * Hands spans on without what they should not tell. Runs on the thread that exports, so
 * no request waits for it.
 */
final class RedactingSpanExporter implements SpanExporter {

	private final SpanExporter target;

	private final SpanRedaction redaction;

	RedactingSpanExporter(SpanExporter target, SpanRedaction redaction) {
		this.target = target;
		this.redaction = redaction;
	}

	@Override
	public CompletableResultCode export(Collection<SpanData> spans) {
		List<SpanData> redacted = new ArrayList<>(spans.size());
		for (SpanData span : spans) {
			redacted.add(new RedactedSpan(span, this.redaction));
		}
		return this.target.export(redacted);
	}

	@Override
	public CompletableResultCode flush() {
		return this.target.flush();
	}

	@Override
	public CompletableResultCode shutdown() {
		return this.target.shutdown();
	}

	@Override
	public String toString() {
		return "RedactingSpanExporter{" + this.target + "}";
	}

}
