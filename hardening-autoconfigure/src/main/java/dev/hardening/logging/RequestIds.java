package dev.hardening.logging;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import dev.hardening.environment.InvalidPropertyException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.IdGenerator;

/**
 * Decides which id a request has. An id of a caller goes into logs and headers, so it is
 * taken over only when its form can do no harm there.
 */
public final class RequestIds {

	private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

	private static final int SHORTEST = 8;

	private static final int LONGEST = 128;

	private final String header;

	private final boolean trust;

	private final IdGenerator generator;

	/**
	 * Decide as the properties say.
	 * @param properties the properties
	 */
	public RequestIds(RequestIdProperties properties) {
		// An id has to be unique, not secret: the generator need not block on entropy.
		this(properties, RequestIds::randomUuid);
	}

	RequestIds(RequestIdProperties properties, IdGenerator generator) {
		if (!isToken(properties.header())) {
			throw new InvalidPropertyException("hardening.request-id.header", properties.header(),
					"is not the name of a header", "Write a name such as X-Request-ID.");
		}
		this.header = properties.header();
		this.trust = properties.trust();
		this.generator = generator;
	}

	// Version 4 of RFC 9562.
	private static UUID randomUuid() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		long high = (random.nextLong() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
		long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
		return new UUID(high, low);
	}

	/**
	 * Return the header that carries the id.
	 * @return the name of the header
	 */
	public String header() {
		return this.header;
	}

	/**
	 * Choose the id of a request.
	 * @param offered what the caller sent, or {@code null}
	 * @return the caller's id if it is trusted and well-formed, else a fresh UUID
	 */
	public String choose(@Nullable String offered) {
		if (this.trust && offered != null && isWellFormed(offered)) {
			return offered;
		}
		return this.generator.generateId().toString();
	}

	private static boolean isWellFormed(String id) {
		if (id.length() < SHORTEST || id.length() > LONGEST) {
			return false;
		}
		for (int i = 0; i < id.length(); i++) {
			char ch = id.charAt(i);
			if (!isAlphanumeric(ch) && ch != '.' && ch != '_' && ch != '-') {
				return false;
			}
		}
		return true;
	}

	private static boolean isToken(String name) {
		return !name.isEmpty() && name.chars().allMatch((ch) -> isAlphanumeric(ch) || TOKEN_SYMBOLS.indexOf(ch) >= 0);
	}

	private static boolean isAlphanumeric(int ch) {
		return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9');
	}

}
