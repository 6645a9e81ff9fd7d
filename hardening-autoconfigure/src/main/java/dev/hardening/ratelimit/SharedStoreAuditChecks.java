package dev.hardening.ratelimit;

import java.util.List;
import java.util.stream.Stream;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;
import dev.hardening.secrets.Secret;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Whether limits are counted for all instances together, and whether the way to Redis is
 * safe.
 */
final class SharedStoreAuditChecks implements AuditChecks {

	private static final String URL = "spring.data.redis.url";

	private static final String NO_REDIS = "Limits are not kept in Redis.";

	private static final List<String> HERE = List.of("localhost", "127.0.0.1", "::1", "[::1]");

	private final Environment environment;

	private final @Nullable RateLimitStore store;

	private final @Nullable Secret keySecret;

	SharedStoreAuditChecks(Environment environment, @Nullable RateLimitStore store, @Nullable Secret keySecret) {
		this.environment = environment;
		this.store = store;
		this.keySecret = keySecret;
	}

	@Override
	public List<AuditCheck> checks() {
		return Stream.of(shared(), tls(), password(), digests())
			.map((check) -> check.outsideDevelopment(this.environment))
			.toList();
	}

	private boolean isRedis() {
		return this.store instanceof FallbackRateLimitStore;
	}

	private AuditCheck shared() {
		return AuditCheck.of("HRD-RL-011", "Limits count for all instances together", AuditSeverity.INFO, () -> {
			if (this.store == null) {
				return AuditResult.skipped("Nothing is counted.");
			}
			return isRedis() ? AuditResult.pass("They are kept in Redis.")
					: AuditResult.warn("They are kept by %s. With n instances, a client has n times its limit."
						.formatted(this.store.getClass().getSimpleName()));
		})
			.because("Each instance that counts for itself adds a whole limit.")
			.mendedBy(URL + ": rediss://redis.example.com:6379")
			.demandedBy(Checklist.CONFIGURATION.part("Rate Limiting"), Checklist.INTEGRATION.part("Phase 2"));
	}

	private AuditCheck tls() {
		return AuditCheck.of("HRD-RL-012", "Redis is reached over TLS", AuditSeverity.WARNING, () -> {
			if (!isRedis()) {
				return AuditResult.skipped(NO_REDIS);
			}
			boolean encrypted = url().startsWith("rediss:") || StringUtils.hasText(property("ssl.bundle"))
					|| Boolean.parseBoolean(property("ssl.enabled"));
			if (encrypted || isHere()) {
				return AuditResult.pass(encrypted ? "The connection is encrypted." : "Redis is on this machine.");
			}
			return AuditResult.fail("The connection is not encrypted.");
		})
			.because("Whoever is on the way reads the password of Redis and resets limits.")
			.mendedBy(URL + ": rediss://redis.example.com:6379, or spring.data.redis.ssl.enabled: true")
			.demandedBy("ASVS 5.0 12.3.1", Checklist.IMPROVEMENTS.part("6"));
	}

	private AuditCheck password() {
		return AuditCheck.of("HRD-RL-013", "Redis asks for a password", AuditSeverity.WARNING, () -> {
			if (!isRedis()) {
				return AuditResult.skipped(NO_REDIS);
			}
			boolean given = StringUtils.hasText(property("password")) || url().contains("@");
			return AuditResult.passIf(given || isHere(), given ? "One is given."
					: isHere() ? "Redis is on this machine." : "Everyone on its network may change what it holds.");
		})
			.because("Who writes to Redis lifts limits and lockouts.")
			.mendedBy("spring.data.redis.password, from a variable or a file")
			.demandedBy("ASVS 5.0 13.2.1");
	}

	private AuditCheck digests() {
		return AuditCheck
			.of("HRD-RL-014", "Addresses cannot be found out from Redis", AuditSeverity.INFO,
					() -> isRedis()
							? AuditResult.passIf(this.keySecret != null,
									(this.keySecret != null) ? "Their digests are made with a secret."
											: "Their digests are made without a secret.")
							: AuditResult.skipped(NO_REDIS))
			.because("There are few enough addresses to try them all against a digest without a secret.")
			.mendedBy("hardening.rate-limit.redis.key-secret set to 32 random bytes, the same on all instances")
			.demandedBy("ASVS 5.0 14.2.4");
	}

	private boolean isHere() {
		String url = url();
		String host = url.isEmpty() ? this.environment.getProperty("spring.data.redis.host", "localhost")
				: url.replaceFirst("^[a-z]+://", "").replaceFirst("^.*@", "").replaceFirst("(:\\d+)?(/.*)?$", "");
		boolean several = StringUtils.hasText(property("cluster.nodes"))
				|| StringUtils.hasText(property("sentinel.nodes"));
		return !several && HERE.contains(host);
	}

	private String url() {
		return this.environment.getProperty(URL, "");
	}

	private @Nullable String property(String name) {
		return this.environment.getProperty("spring.data.redis." + name);
	}

}
