package dev.hardening.validation;

import org.owasp.html.PolicyFactory;
import org.owasp.html.Sanitizers;

import org.springframework.web.util.HtmlUtils;

/**
 * How HTML from outside is made safe.
 */
@FunctionalInterface
interface HtmlPolicy {

	/** Shows markup as text. */
	HtmlPolicy ESCAPE = HtmlUtils::htmlEscape;

	String sanitize(String html);

	/** The OWASP Java HTML Sanitizer. */
	final class Owasp implements HtmlPolicy {

		private static final PolicyFactory POLICY = Sanitizers.FORMATTING.and(Sanitizers.BLOCKS).and(Sanitizers.LINKS);

		@Override
		public String sanitize(String html) {
			return POLICY.sanitize(html);
		}

	}

}
