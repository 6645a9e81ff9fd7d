package dev.hardening.ratelimit.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import dev.hardening.ratelimit.BucketKeys;
import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.Limit;
import dev.hardening.ratelimit.OnStoreFailure;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitKey;
import dev.hardening.ratelimit.redis.Part.Mode;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.CommandType;

/**
 * The script, and the commands that run it.
 */
final class BucketScript {

	private final byte[] text;

	private final byte[] digest;

	BucketScript(String text) {
		this.text = text.getBytes(StandardCharsets.UTF_8);
		this.digest = sha1(this.text).getBytes(StandardCharsets.US_ASCII);
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

	/**
	 * Run the script by its digest.
	 * @param commands the connection
	 * @param call what it is to do
	 * @return the answer
	 */
	RedisFuture<byte[]> run(RedisClusterAsyncCommands<byte[], byte[]> commands, ScriptCall call) {
		return commands.dispatch(CommandType.EVALSHA, new ValueOutput<>(ByteArrayCodec.INSTANCE),
				call.arguments(this.digest));
	}

	/**
	 * Run the script by its text, after which Redis knows it.
	 * @param commands the connection
	 * @param call what it is to do
	 * @return the answer
	 */
	RedisFuture<byte[]> teach(RedisClusterAsyncCommands<byte[], byte[]> commands, ScriptCall call) {
		return commands.dispatch(CommandType.EVAL, new ValueOutput<>(ByteArrayCodec.INSTANCE),
				call.arguments(this.text));
	}

	/**
	 * Return what teaches Redis the script and looks at a bucket that is not there. The
	 * first request finds the script loaded and all code on the way tried.
	 * @param keys names the bucket
	 * @return what to do with a new connection
	 */
	RedisLink.Rehearsal rehearsal(BucketKeys keys) {
		Quota quota = new Quota("rehearsal", null, List.of(Limit.parse("1/1s")), OnStoreFailure.LOCAL);
		RateLimitKey key = new RateLimitKey(RateLimitKey.GLOBAL, "rehearsal");
		Part part = new Part(Mode.LOOK, List.of(new Charge(quota, key, 1, false)),
				new byte[][] { keys.key(quota, key) }, 0);
		ScriptCall call = new ScriptCall(List.of(part), new LimitsText());
		return (commands) -> commands.scriptLoad(this.text)
			.toCompletableFuture()
			.thenCompose((digest) -> run(commands, call).toCompletableFuture())
			.thenApply(call::read);
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
