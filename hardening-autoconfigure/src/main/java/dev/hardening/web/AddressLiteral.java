package dev.hardening.web;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;

/**
 * Parses IP address literals and nothing else: no name is ever resolved, and the short
 * and octal IPv4 forms that {@link InetAddress} accepts are refused, because two readers
 * of such a form disagree on what it means.
 */
final class AddressLiteral {

	private static final int LONGEST = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255".length();

	private AddressLiteral() {
	}

	/**
	 * Parse a literal. An IPv4-mapped IPv6 address is returned as the IPv4 address that
	 * it stands for, so that one client has one form.
	 * @param text the literal, without brackets, port or zone
	 * @return the 4 or 16 bytes, or {@code null} when the text is not an address
	 */
	static byte @Nullable [] parse(String text) {
		if (text.isEmpty() || text.length() > LONGEST) {
			return null;
		}
		return (text.indexOf(':') >= 0) ? parseV6(text) : parseV4(text);
	}

	private static byte @Nullable [] parseV4(String text) {
		byte[] bytes = new byte[4];
		int index = 0;
		int start = 0;
		while (index < 4) {
			int end = text.indexOf('.', start);
			end = (end < 0) ? text.length() : end;
			int octet = parseOctet(text, start, end);
			if (octet < 0 || (end == text.length()) != (index == 3)) {
				return null;
			}
			bytes[index++] = (byte) octet;
			start = end + 1;
		}
		return bytes;
	}

	private static int parseOctet(String text, int start, int end) {
		int length = end - start;
		if (length < 1 || length > 3 || (length > 1 && text.charAt(start) == '0')) {
			return -1;
		}
		int value = 0;
		for (int i = start; i < end; i++) {
			char digit = text.charAt(i);
			if (digit < '0' || digit > '9') {
				return -1;
			}
			value = value * 10 + (digit - '0');
		}
		return (value <= 255) ? value : -1;
	}

	private static byte @Nullable [] parseV6(String text) {
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character != ':' && character != '.' && Character.digit(character, 16) < 0) {
				return null;
			}
		}
		try {
			// With a colon in it the text is never looked up as a name.
			return InetAddress.getByName(text).getAddress();
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

}
