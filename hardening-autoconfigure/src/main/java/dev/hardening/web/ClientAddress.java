package dev.hardening.web;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The address of a client, in one form whatever way it was written: an IPv4-mapped IPv6
 * address is the IPv4 address it stands for.
 */
public final class ClientAddress {

	private static final List<AddressBlock> PRIVATE = List.of(AddressBlock.parse("10.0.0.0/8"),
			AddressBlock.parse("172.16.0.0/12"), AddressBlock.parse("192.168.0.0/16"),
			AddressBlock.parse("100.64.0.0/10"), AddressBlock.parse("127.0.0.0/8"),
			AddressBlock.parse("169.254.0.0/16"), AddressBlock.parse("::1/128"), AddressBlock.parse("fc00::/7"),
			AddressBlock.parse("fe80::/10"));

	private final byte[] bytes;

	private final String text;

	private final String group;

	private ClientAddress(byte[] bytes, String text, String group) {
		this.bytes = bytes;
		this.text = text;
		this.group = group;
	}

	/**
	 * Parse an address literal.
	 * @param text the literal, without brackets, port or zone
	 * @param ipv6Prefix the length in bits of the prefix in which all IPv6 addresses are
	 * one client
	 * @return the address, or {@code null} when the text is not an address literal
	 */
	public static @Nullable ClientAddress parse(String text, int ipv6Prefix) {
		byte @Nullable [] bytes = AddressLiteral.parse(text);
		if (bytes == null) {
			return null;
		}
		if (bytes.length == 4) {
			String canonical = (text.indexOf(':') < 0) ? text : AddressBlock.text(bytes);
			return new ClientAddress(bytes, canonical, canonical);
		}
		String group = AddressBlock.format(AddressBlock.mask(bytes, ipv6Prefix), ipv6Prefix);
		return new ClientAddress(bytes, AddressBlock.text(bytes), group);
	}

	/**
	 * Return the address itself, as it belongs in a log.
	 * @return the canonical literal
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Return what counts as one client: the IPv4 address itself, or the prefix that holds
	 * the IPv6 address, since one subscriber has at least a /64 to choose from.
	 * @return the literal of the address or of the prefix
	 */
	public String group() {
		return this.group;
	}

	/**
	 * Return whether the address is of a private, shared, link-local or loopback range,
	 * as that of a load balancer beside the application would be.
	 * @return {@code true} if the address is not of the public internet
	 */
	public boolean isPrivate() {
		for (AddressBlock block : PRIVATE) {
			if (block.contains(this.bytes)) {
				return true;
			}
		}
		return false;
	}

	byte[] bytes() {
		return this.bytes;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ClientAddress that && Arrays.equals(this.bytes, that.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	@Override
	public String toString() {
		return this.text;
	}

}
