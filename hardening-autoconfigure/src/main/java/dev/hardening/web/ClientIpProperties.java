package dev.hardening.web;

import java.util.List;

import dev.hardening.environment.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the client's address is found behind proxies.
 *
 * @param trustedProxies addresses or CIDR blocks of the proxies whose forwarding header
 * is believed. Empty believes none.
 * @param header name of the one header that the proxies set: forwarded, x-forwarded-for,
 * or any header with a single value, such as cf-connecting-ip
 * @param ipv6Prefix length in bits of the prefix in which all IPv6 addresses are one
 * client
 */
@ConfigurationProperties("hardening.client-ip")
public record ClientIpProperties(@Nullable List<String> trustedProxies, @DefaultValue("x-forwarded-for") String header,
		@DefaultValue("64") int ipv6Prefix) {

	private static final int LONGEST_PREFIX = 128;

	/**
	 * Check that clients can be told apart.
	 * @throws InvalidPropertyException if the header is not a header's name, or the
	 * prefix is not one
	 */
	public void validate() {
		if (this.header.isEmpty() || !this.header.chars().allMatch(ClientIpProperties::isTokenCharacter)) {
			throw new InvalidPropertyException("hardening.client-ip.header", this.header, "is not the name of a header",
					"Write forwarded, x-forwarded-for, or the header of your edge, for example cf-connecting-ip.");
		}
		if (this.ipv6Prefix < 1 || this.ipv6Prefix > LONGEST_PREFIX) {
			throw new InvalidPropertyException("hardening.client-ip.ipv6-prefix", this.ipv6Prefix,
					"is not the length of an IPv6 prefix", "Write 1 to 128; 64 is what one subscriber has at least.");
		}
	}

	private static boolean isTokenCharacter(int character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || "!#$%&'*+-.^_`|~".indexOf(character) >= 0;
	}

}
