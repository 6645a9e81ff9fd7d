package dev.hardening.hosts.servlet;

import org.springframework.security.web.firewall.RequestRejectedException;

/**
 * Rejects a request for a host that is not allowed.
 */
class HostNotAllowedException extends RequestRejectedException {

	HostNotAllowedException(String host) {
		super("The host " + host + " is not allowed");
	}

}
