package dev.hardening.validation;

import java.util.Locale;
import java.util.Set;

/**
 * Names that stand for a device on Windows, in any directory and with any extension:
 * whoever opens such a file there talks to the device.
 */
final class DeviceNames {

	private static final Set<String> NAMES = Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$");

	/** Of a port. The superscript digits count as digits. */
	private static final String DIGITS = "0123456789\u00b9\u00b2\u00b3";

	private static final int PORT_LENGTH = 4;

	private DeviceNames() {
	}

	static boolean contains(String name) {
		int dot = name.indexOf('.');
		String stem = ((dot < 0) ? name : name.substring(0, dot)).strip().toUpperCase(Locale.ROOT);
		boolean port = stem.length() == PORT_LENGTH && (stem.startsWith("COM") || stem.startsWith("LPT"));
		return NAMES.contains(stem) || (port && DIGITS.indexOf(stem.charAt(PORT_LENGTH - 1)) >= 0);
	}

}
