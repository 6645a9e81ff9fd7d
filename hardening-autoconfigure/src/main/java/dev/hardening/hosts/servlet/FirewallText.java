package dev.hardening.hosts.servlet;

import java.util.function.Predicate;

import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Allows in headers and names of parameters what Spring Security's firewall allows, and
 * asks its regular expressions only about a text that has more in it than printable
 * ASCII. The firewall looks at each header whenever anything reads it, a dozen times in a
 * request, and the expressions took more time than all filters that read.
 */
final class FirewallText {

	private FirewallText() {
	}

	static void applyTo(StrictHttpFirewall firewall) {
		firewall.setAllowedHeaderNames(quick(StrictHttpFirewall.ALLOWED_HEADER_NAMES));
		firewall.setAllowedHeaderValues(quick(StrictHttpFirewall.ALLOWED_HEADER_VALUES));
		firewall.setAllowedParameterNames(quick(StrictHttpFirewall.ALLOWED_PARAMETER_NAMES));
	}

	/**
	 * Return the same predicate, quick on ordinary texts.
	 * @param exact allows all printable ASCII
	 * @return the predicate
	 */
	static Predicate<String> quick(Predicate<String> exact) {
		return (text) -> isPrintableAscii(text) || exact.test(text);
	}

	private static boolean isPrintableAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c < ' ' || c > '~') {
				return false;
			}
		}
		return true;
	}

}
