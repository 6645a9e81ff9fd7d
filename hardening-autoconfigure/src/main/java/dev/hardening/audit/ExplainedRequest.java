package dev.hardening.audit;

import java.util.List;

import dev.hardening.web.ClientRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;

/**
 * A request that nobody sent, to ask what it would meet. It has no headers and comes from
 * nowhere.
 *
 * @param method its method
 * @param path its path
 * @param authenticated whether to suppose a caller who presented a good credential
 */
public record ExplainedRequest(String method, PathContainer path, boolean authenticated) implements ClientRequest {

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
		return "";
	}

}
