package dev.hardening.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A block of IP addresses in CIDR notation (RFC 4632, RFC 4291), for example
 * {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a single address.
 */
public final class AddressBlock {

	private final byte[] network;

	private final int prefixLength;

	private AddressBlock(byte[] network, int prefixLength) {
		this.network = network;
		this.prefixLength = prefixLength;
	}

	/**
	 * Parse a block.
	 * @param text an address, or an address and a prefix length
	 * @return the block
	 * @throws IllegalArgumentException if the text is neither, or if bits are set beyond
	 * the prefix, which is nearly always a slip
	 */
	public static AddressBlock parse(String text) {
		int slash = text.indexOf('/');
		byte @Nullable [] address = AddressLiteral.parse((slash < 0) ? text : text.substring(0, slash));
		if (address == null) {
			throw new IllegalArgumentException(
					"'%s' is not an IP address or a CIDR block such as 10.0.0.0/8".formatted(text));
		}
		int bits = address.length * Byte.SIZE;
		int prefix = (slash < 0) ? bits : parsePrefix(text, slash, bits);
		byte[] network = mask(address, prefix);
		if (!Arrays.equals(network, address)) {
			throw new IllegalArgumentException("'%s' has bits set beyond its prefix; the block that holds it is %s"
				.formatted(text, format(network, prefix)));
		}
		return new AddressBlock(network, prefix);
	}

	private static int parsePrefix(String text, int slash, int bits) {
		String digits = text.substring(slash + 1);
		if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch((c) -> c >= '0' && c <= '9')
				|| Integer.parseInt(digits) > bits) {
			throw new IllegalArgumentException(
					"'%s' needs a prefix length from 0 to %d after the slash".formatted(text, bits));
		}
		return Integer.parseInt(digits);
	}

	/**
	 * Return whether the block holds an address.
	 * @param address the address
	 * @return {@code true} if the address lies in the block
	 */
	public boolean contains(ClientAddress address) {
		return contains(address.bytes());
	}

	boolean contains(byte[] address) {
		if (address.length != this.network.length) {
			return false;
		}
		int whole = this.prefixLength / Byte.SIZE;
		int rest = this.prefixLength % Byte.SIZE;
		for (int i = 0; i < whole; i++) {
			if (address[i] != this.network[i]) {
				return false;
			}
		}
		int restMask = 0xff << (Byte.SIZE - rest);
		return rest == 0 || (address[whole] & restMask) == (this.network[whole] & restMask);
	}

	/**
	 * Return whether the block holds every address of its family.
	 * @return {@code true} for {@code 0.0.0.0/0} and {@code ::/0}
	 */
	public boolean isEverything() {
		return this.prefixLength == 0;
	}

	static byte[] mask(byte[] address, int prefixLength) {
		byte[] masked = address.clone();
		for (int i = 0; i < masked.length; i++) {
			int keep = Math.max(0, Math.min(Byte.SIZE, prefixLength - i * Byte.SIZE));
			masked[i] &= (byte) (0xff << (Byte.SIZE - keep));
		}
		return masked;
	}

	static String format(byte[] network, int prefixLength) {
		return text(network) + "/" + prefixLength;
	}

	static String text(byte[] address) {
		try {
			return InetAddress.getByAddress(address).getHostAddress();
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("An address has 4 or 16 bytes", ex);
		}
	}

	@Override
	public String toString() {
		return format(this.network, this.prefixLength);
	}

}
