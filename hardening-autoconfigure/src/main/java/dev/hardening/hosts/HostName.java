package dev.hardening.hosts;

import java.util.Locale;

import dev.hardening.web.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * The host of a request in one form however it was written: in lower case, without the
 * dot of the root, an address in its canonical form.
 *
 * @param name the name, or an address literal without brackets
 * @param port the port, or -1 where none is written
 */
record HostName(String name, int port) {

	private static final int LONGEST = 253;

	/** Whoever reads the prefix length of an IPv6 address reads all of it. */
	private static final int WHOLE_ADDRESS = 128;

	static @Nullable HostName parse(String text) {
		if (text.startsWith("[")) {
			int end = text.indexOf(']');
			return (end < 0) ? null : of(address(text.substring(1, end)), text.substring(end + 1));
		}
		int colon = text.indexOf(':');
		return (colon < 0) ? of(name(text), "") : of(name(text.substring(0, colon)), text.substring(colon));
	}

	private static @Nullable HostName of(@Nullable String name, String port) {
		if (name == null || port.isEmpty()) {
			return (name != null) ? new HostName(name, -1) : null;
		}
		int number = (port.charAt(0) == ':') ? port(port.substring(1)) : -1;
		return (number > 0) ? new HostName(name, number) : null;
	}

	static int port(String digits) {
		if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch((sign) -> sign >= '0' && sign <= '9')) {
			return -1;
		}
		int port = Integer.parseInt(digits);
		return (port <= 65535) ? port : -1;
	}

	private static @Nullable String address(String literal) {
		ClientAddress address = (literal.indexOf(':') >= 0) ? ClientAddress.parse(literal, WHOLE_ADDRESS) : null;
		return (address != null) ? address.text() : null;
	}

	private static @Nullable String name(String written) {
		String name = written.endsWith(".") ? written.substring(0, written.length() - 1) : written;
		if (name.isEmpty() || name.length() > LONGEST || name.startsWith(".") || name.endsWith(".")
				|| name.contains("..")) {
			return null;
		}
		for (int i = 0; i < name.length(); i++) {
			if (!isNameSign(name.charAt(i))) {
				return null;
			}
		}
		return name.toLowerCase(Locale.ROOT);
	}

	// The underscore is in no host name, but in those of Docker and Kubernetes.
	private static boolean isNameSign(char sign) {
		return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9')
				|| sign == '-' || sign == '.' || sign == '_';
	}

	// As it stands in a URL.
	String literal() {
		return (this.name.indexOf(':') >= 0) ? "[" + this.name + "]" : this.name;
	}

}
