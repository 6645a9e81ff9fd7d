package dev.hardening.web.servlet;

import java.util.Collections;
import java.util.List;

import dev.hardening.web.ClientAddress;
import dev.hardening.web.ClientAddressResolver;
import dev.hardening.web.ClientRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * A {@link ClientRequest} over a servlet request, made once per request.
 */
public final class ServletClientRequest implements ClientRequest {

	private static final String ATTRIBUTE = ServletClientRequest.class.getName();

	private final HttpServletRequest request;

	private @Nullable PathContainer path;

	private @Nullable ClientAddress address;

	private @Nullable ClientAddressResolver resolver;

	private ServletClientRequest(HttpServletRequest request) {
		this.request = request;
	}

	/**
	 * Return the view of a request, the same one at every call for that request.
	 * @param request the servlet request
	 * @return the neutral view
	 */
	public static ServletClientRequest of(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof ServletClientRequest known) {
			return known;
		}
		ServletClientRequest created = new ServletClientRequest(request);
		request.setAttribute(ATTRIBUTE, created);
		return created;
	}

	@Override
	public String method() {
		return this.request.getMethod();
	}

	@Override
	public PathContainer path() {
		PathContainer path = this.path;
		if (path == null) {
			path = ServletRequestPathUtils.parse(this.request).pathWithinApplication();
			this.path = path;
		}
		return path;
	}

	@Override
	public @Nullable String header(String name) {
		return this.request.getHeader(name);
	}

	@Override
	public List<String> headers(String name) {
		return Collections.list(this.request.getHeaders(name));
	}

	@Override
	public String peerAddress() {
		return this.request.getRemoteAddr();
	}

	@Override
	public ClientAddress address(ClientAddressResolver resolver) {
		ClientAddress address = this.address;
		if (address == null || this.resolver != resolver) {
			address = ClientRequest.super.address(resolver);
			this.resolver = resolver;
			this.address = address;
		}
		return address;
	}

}
