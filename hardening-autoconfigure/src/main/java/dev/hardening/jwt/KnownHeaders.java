package dev.hardening.jwt;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Headers of tokens that were verified: an issuer writes the same few on all of its
 * tokens. What nobody signed is not remembered, so that no stranger can fill this.
 */
final class KnownHeaders {

	/** Issuers, their keys and their types of tokens: far fewer than this. */
	static final int MOST = 64;

	private final Map<String, TokenHeader> headers = new ConcurrentHashMap<>();

	@Nullable TokenHeader find(String encoded) {
		return this.headers.get(encoded);
	}

	void add(TokenHeader header) {
		if (this.headers.containsKey(header.encoded())) {
			return;
		}
		if (this.headers.size() >= MOST) {
			this.headers.clear();
		}
		this.headers.put(header.encoded(), header);
	}

}
