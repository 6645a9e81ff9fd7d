package dev.hardening.ratelimit.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitStoreException;
import dev.hardening.ratelimit.StoreBreaker;
import dev.hardening.test.LogLines;
import dev.hardening.test.RealRedis;
import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A user of Redis' access list who may do what the documentation says, and nothing else,
 * is enough.
 */
class RedisPermissionsTests {

	private static final String NAME = "limited";

	private static final String PASSWORD = "of-the-limited-user";

	@Test
	void storeWhenUserMayDoWhatIsDocumentedWorks() throws Exception {
		try (RealRedis redis = RealRedis.start(); RedisStores admin = new RedisStores(redis, BucketScript.load())) {
			permit(admin, documented());
			try (RedisStores limited = limited(redis)) {
				Quota quota = RedisStores.quota("api", "5/1h");
				List<Charge> one = RedisStores.one(quota, "a");
				assertThat(limited.store().charge(one).get(0).remaining()).isEqualTo(4);
				assertThat(limited.store().charge(one).get(0).remaining()).isEqualTo(3);
				limited.store().refund(one);
				assertThat(limited.store().peek(quota, RedisStores.key("a"))).isNotNull()
					.satisfies((result) -> assertThat(result.remaining()).isEqualTo(4));
				limited.store().reset(quota, RedisStores.key("a"));
				assertThat(limited.store().peek(quota, RedisStores.key("a"))).isNull();
				admin.ask((connection) -> {
					connection.scriptingCommands().scriptFlush();
					return true;
				});
				assertThat(limited.store().charge(one).get(0).remaining()).isEqualTo(4);
			}
		}
	}

	@Test
	void storeWhenUserMayDoLessSaysOnceWhatIsMissing() throws Exception {
		try (RealRedis redis = RealRedis.start(); RedisStores admin = new RedisStores(redis, BucketScript.load())) {
			List<String> less = new ArrayList<>(documented());
			assertThat(less.remove("+set")).isTrue();
			permit(admin, less);
			try (LogLines log = LogLines.of(StoreBreaker.class); RedisStores limited = limited(redis)) {
				List<Charge> one = RedisStores.one(RedisStores.quota("api", "100/1h"), "a");
				for (int i = 0; i < 20; i++) {
					assertThatExceptionOfType(RateLimitStoreException.class)
						.isThrownBy(() -> limited.store().charge(one));
				}
				assertThat(log.lines()).singleElement()
					.asString()
					.startsWith("WARN Redis does not count for hardening.rate-limit (RedisCommandExecutionException: ")
					.contains("script", "on-failure", "hardening.rate-limit.redis.retry-after-failure")
					.doesNotContain(PASSWORD);
			}
		}
	}

	private static List<String> documented() throws IOException {
		Matcher commands = Pattern.compile("`(\\+[^`]*)` on the keys that begin with `key-prefix`")
			.matcher(Files.readString(Path.of("../docs/rate-limiting.md")));
		assertThat(commands.find()).isTrue();
		return List.of(commands.group(1).split(" "));
	}

	private static void permit(RedisStores admin, List<String> commands) {
		List<String> words = new ArrayList<>(
				List.of("SETUSER", NAME, "on", ">" + PASSWORD, "~test:*", "resetchannels", "-@all"));
		words.addAll(commands);
		byte[][] arguments = words.stream()
			.map((word) -> word.getBytes(StandardCharsets.US_ASCII))
			.toArray(byte[][]::new);
		admin.ask((connection) -> connection.execute("ACL", arguments));
	}

	private static RedisStores limited(RealRedis redis) {
		RedisStandaloneConfiguration server = new RedisStandaloneConfiguration(redis.host(), redis.port());
		server.setUsername(NAME);
		server.setPassword(PASSWORD);
		return new RedisStores(new LettuceConnectionFactory(server), BucketScript.load(), 1000,
				TimeMeter.SYSTEM_NANOTIME);
	}

}
