package dev.hardening.ratelimit.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

import dev.hardening.ratelimit.RateLimitStoreException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.RedisNoScriptException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.ReturnType;

/**
 * Runs the script, by its digest. A Redis that lost it, after a restart for example, gets
 * the text once. The circuit breaker sees to it that an outage costs no request time.
 */
final class BucketScript {

	private final RedisLink link;

	private final CircuitBreaker breaker;

	private final byte[] text;

	private final String digest;

	BucketScript(RedisLink link, CircuitBreaker breaker, String text) {
		this.link = link;
		this.breaker = breaker;
		this.text = text.getBytes(StandardCharsets.UTF_8);
		this.digest = sha1(this.text);
	}

	/**
	 * Return the text of the script.
	 * @return the Lua source
	 */
	static String load() {
		try (InputStream resource = BucketScript.class.getResourceAsStream("buckets.lua")) {
			if (resource == null) {
				throw new IllegalStateException("buckets.lua is not in the jar");
			}
			return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean isCluster() {
		return this.link.isCluster();
	}

	List<Long> run(int keys, byte[][] keysAndArguments) {
		return guarded((connection) -> evaluate(connection, keys, keysAndArguments));
	}

	void delete(byte[] key) {
		guarded((connection) -> connection.keyCommands().del(key));
	}

	private <T> T guarded(Function<RedisConnection, T> command) {
		try {
			return this.breaker.executeSupplier(() -> this.link.ask(command));
		}
		catch (CallNotPermittedException ex) {
			throw new RateLimitStoreException("Redis is not asked after it failed", ex);
		}
	}

	private List<Long> evaluate(RedisConnection connection, int keys, byte[][] keysAndArguments) {
		List<Long> answer;
		try {
			answer = connection.scriptingCommands().evalSha(this.digest, ReturnType.MULTI, keys, keysAndArguments);
		}
		catch (DataAccessException ex) {
			if (!isScriptUnknown(ex)) {
				throw ex;
			}
			answer = connection.scriptingCommands().eval(this.text, ReturnType.MULTI, keys, keysAndArguments);
		}
		if (answer == null) {
			throw new IllegalStateException("The script did not answer");
		}
		return answer;
	}

	private static boolean isScriptUnknown(@Nullable Throwable ex) {
		return ex != null && (ex instanceof RedisNoScriptException || isScriptUnknown(ex.getCause()));
	}

	private static String sha1(byte[] text) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-1").digest(text);
			return HexFormat.of().formatHex(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-1", ex);
		}
	}

}
