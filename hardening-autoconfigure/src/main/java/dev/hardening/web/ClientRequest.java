package dev.hardening.web;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;

/**
 * A request as the neutral part of a feature sees it. An adapter wraps the request of its
 * web stack; nothing here parses or copies until it is asked.
 */
public interface ClientRequest {

	/**
	 * Return the request method in upper case, for example {@code GET}.
	 * @return the method
	 */
	String method();

	/**
	 * Return the path inside the application in the form that the router matches: split
	 * into segments, each decoded and without its path parameters. Match it with Spring's
	 * {@code PathPattern}, never as text.
	 * @return the parsed path
	 */
	PathContainer path();

	/**
	 * Return the first line of a header.
	 * @param name the header's name, in any case
	 * @return the value, or {@code null} when the header was not sent
	 */
	@Nullable String header(String name);

	/**
	 * Return all lines of a header in the order in which they arrived.
	 * @param name the header's name, in any case
	 * @return the values, empty when the header was not sent
	 */
	List<String> headers(String name);

	/**
	 * Return the address of the peer at the other end of the connection. Behind a proxy
	 * this is the proxy; {@link ClientAddressResolver} finds the client.
	 * @return an IP address literal
	 */
	String peerAddress();

	/**
	 * Return the address of the client as a resolver finds it.
	 * @param resolver finds the client
	 * @return the client's address; an implementation looks for it once
	 */
	default ClientAddress address(ClientAddressResolver resolver) {
		return resolver.find(this);
	}

}
