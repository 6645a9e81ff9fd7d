package dev.hardening.audit;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;

/**
 * What the endpoint answers with. Browsers prefer the page.
 */
enum ReportFormat implements Producible<ReportFormat> {

	/** For programs, and for whoever does not say. */
	JSON("application/json"),

	/** For people. */
	HTML("text/html");

	private final MimeType type;

	ReportFormat(String type) {
		this.type = MimeType.valueOf(type);
	}

	@Override
	public MimeType getProducedMimeType() {
		return this.type;
	}

	@Override
	public boolean isDefault() {
		return this == JSON;
	}

}
