package dev.hardening.tracing;

import java.util.List;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;

/**
 * A span as it may be shown.
 */
final class RedactedSpan extends DelegatingSpanData {

	private final String name;

	private final Attributes attributes;

	private final List<EventData> events;

	private final StatusData status;

	RedactedSpan(SpanData span, SpanRedaction redaction) {
		super(span);
		this.name = redaction.text(span.getName());
		this.attributes = redaction.attributes(span.getAttributes());
		this.events = span.getEvents().stream().map(redaction::event).toList();
		StatusData status = span.getStatus();
		this.status = StatusData.create(status.getStatusCode(), redaction.text(status.getDescription()));
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public Attributes getAttributes() {
		return this.attributes;
	}

	@Override
	public List<EventData> getEvents() {
		return this.events;
	}

	@Override
	public StatusData getStatus() {
		return this.status;
	}

}
