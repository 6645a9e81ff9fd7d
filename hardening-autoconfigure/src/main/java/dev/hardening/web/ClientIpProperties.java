package dev.hardening.web;

import java.util.List;

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

}
