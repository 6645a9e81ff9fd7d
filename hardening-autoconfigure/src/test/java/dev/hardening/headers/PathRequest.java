package dev.hardening.headers;

import java.util.List;

import dev.hardening.web.ClientRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;

/**
 * A request of which only the path matters.
 *
 * @param text the path
 */
record PathRequest(String text) implements ClientRequest {

	@Override
	public String method() {
		return "GET";
	}

	@Override
	public PathContainer path() {
		return PathContainer.parsePath(this.text);
	}

	@Override
	public @Nullable String header(String name) {
		return null;
	}

	@Override
	public List<String> headers(String name) {
		return List.of();
	}

	@Override
	public String peerAddress() {
		return "192.0.2.1";
	}

}
