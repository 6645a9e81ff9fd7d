package dev.hardening.ratelimit.proxymanager;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.Limit;
import dev.hardening.ratelimit.OnStoreFailure;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitKey;
import dev.hardening.ratelimit.RateLimitListener;
import dev.hardening.ratelimit.RateLimitStore;
import dev.hardening.ratelimit.StoreBreaker;
import dev.hardening.ratelimit.local.LocalRateLimitAutoConfiguration;
import dev.hardening.test.LogLines;
import dev.hardening.test.RealPostgres;
import dev.hardening.test.RealRedis;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProxyManagerRateLimitAutoConfiguration} with Bucket4j's own managers
 * for Redis and PostgreSQL.
 */
class ProxyManagerRateLimitAutoConfigurationTests {

	private final AtomicInteger failures = new AtomicInteger();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProxyManagerRateLimitAutoConfiguration.class,
				LocalRateLimitAutoConfiguration.class))
		.withBean(RateLimitListener.class, () -> (policy, outcome) -> this.failures.incrementAndGet())
		.withPropertyValues("hardening.rate-limit.store=proxy-manager", "hardening.rate-limit.redis.timeout=1m",
				"hardening.rate-limit.redis.retry-after-failure=200ms");

	@Test
	void startWhenThereIsNoManagerFails() {
		this.runner.run((context) -> assertThat(context).getFailure()
			.rootCause()
			.isInstanceOf(InvalidPropertyException.class)
			.hasMessageContaining("ProxyManager<String>"));
	}

	@Test
	void startWhenTimeIsImpossibleFails() {
		try (RealRedis redis = RealRedis.start()) {
			this.runner.withUserConfiguration(InRedis.class)
				.withPropertyValues("port=" + redis.port(), "hardening.rate-limit.redis.timeout=0")
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(InvalidPropertyException.class));
		}
	}

	@Test
	void storeWhenInRedisCountsExactly() {
		try (RealRedis redis = RealRedis.start()) {
			this.runner.withUserConfiguration(InRedis.class)
				.withPropertyValues("port=" + redis.port())
				.run((context) -> countsExactly(context.getBean(RateLimitStore.class)));
			assertThat(this.failures).hasValue(0);
		}
	}

	@Test
	void storeWhenRedisStopsCountsLocallyUntilItIsBack() {
		try (RealRedis redis = RealRedis.start(); LogLines log = LogLines.of(StoreBreaker.class)) {
			this.runner.withUserConfiguration(InRedis.class)
				.withPropertyValues("port=" + redis.port(), "patience=2")
				.run((context) -> {
					RateLimitStore store = context.getBean(RateLimitStore.class);
					assertThat(store.charge(charges(1, "a")).get(0).isAdmitted()).isTrue();
					redis.stop();
					for (int i = 0; i < 50; i++) {
						assertThat(store.charge(charges(1, "a")).get(0).isAdmitted()).isTrue();
					}
					assertThat(this.failures).hasValue(50);
					assertThat(log.lines()).singleElement()
						.asString()
						.startsWith("WARN The ProxyManager does not count for hardening.rate-limit (");
					redis.restart();
					awaitShared(store);
				});
		}
	}

	@Test
	void storeWhenInPostgresCountsExactlyAndHidesWhoIsCounted() throws Exception {
		try (RealPostgres postgres = RealPostgres.start()) {
			DataSource source = source(postgres);
			try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
				statement.execute("CREATE TABLE bucket(id VARCHAR PRIMARY KEY, state BYTEA, expires_at BIGINT)");
				this.runner.withBean(DataSource.class, () -> source)
					.withUserConfiguration(InPostgres.class)
					.run((context) -> countsExactly(context.getBean(RateLimitStore.class)));
				assertThat(this.failures).hasValue(0);
				try (ResultSet rows = statement.executeQuery("SELECT id FROM bucket")) {
					assertThat(rows.next()).isTrue();
					assertThat(rows.getString(1)).startsWith("hardening:rl:{").doesNotContain("203.0.113");
				}
			}
		}
	}

	private static void countsExactly(RateLimitStore store) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Callable<Boolean>> tasks = new ArrayList<>();
			for (int i = 0; i < 80; i++) {
				tasks.add(() -> store.charge(charges(1, "203.0.113.7")).get(0).isAdmitted());
			}
			int admitted = 0;
			for (Future<Boolean> result : threads.invokeAll(tasks)) {
				admitted += result.get() ? 1 : 0;
			}
			assertThat(admitted).isEqualTo(60);
		}
		finally {
			threads.shutdownNow();
		}
		refusalChargesNothing(store);
		Charge spent = charges(1, "203.0.113.7").get(0);
		assertThat(peek(store, spent).remaining()).isZero();
		store.refund(List.of(spent));
		assertThat(peek(store, spent).remaining()).isEqualTo(1);
		store.reset(spent.quota(), spent.key());
		assertThat(store.peek(spent.quota(), spent.key())).isNull();
	}

	private static void refusalChargesNothing(RateLimitStore store) {
		List<Charge> both = new ArrayList<>(charges(1, "203.0.113.8"));
		both.add(new Charge(quota("small", "1/1h"), both.get(0).key(), 1, true));
		assertThat(store.charge(both)).allMatch(ChargeResult::isAdmitted);
		List<ChargeResult> refused = store.charge(both);
		assertThat(refused.get(0).isAdmitted()).isTrue();
		assertThat(refused.get(1).isAdmitted()).isFalse();
		assertThat(refused.get(1).nanosToWait()).isPositive();
		assertThat(refused.get(0).remaining()).isEqualTo(59);
		assertThat(peek(store, both.get(0)).remaining()).isEqualTo(59);
	}

	private static ChargeResult peek(RateLimitStore store, Charge charge) {
		ChargeResult result = store.peek(charge.quota(), charge.key());
		assertThat(result).isNotNull();
		return result;
	}

	private void awaitShared(RateLimitStore store) {
		long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
		int before;
		do {
			before = this.failures.get();
			store.charge(charges(1, "b"));
			Thread.onSpinWait();
		}
		while (this.failures.get() > before && System.nanoTime() < end);
		assertThat(this.failures).hasValue(before);
	}

	private static List<Charge> charges(long cost, String key) {
		return List.of(new Charge(quota("api", "60/1h"), new RateLimitKey(RateLimitKey.IP, key), cost, true));
	}

	private static Quota quota(String name, String limit) {
		return new Quota(name, null, List.of(Limit.parse(limit)), OnStoreFailure.LOCAL);
	}

	private static DataSource source(RealPostgres postgres) {
		PGSimpleDataSource source = new PGSimpleDataSource();
		source.setUrl(postgres.jdbcUrl());
		source.setUser(postgres.username());
		source.setPassword(postgres.password());
		return source;
	}

	@Configuration(proxyBeanMethods = false)
	static class InRedis {

		@Bean(destroyMethod = "shutdown")
		RedisClient client(Environment environment) {
			return RedisClient.create(RedisURI.builder()
				.withHost("127.0.0.1")
				.withPort(environment.getRequiredProperty("port", Integer.class))
				.withTimeout(patience(environment))
				.build());
		}

		private static Duration patience(Environment environment) {
			return Duration.ofSeconds(environment.getProperty("patience", Integer.class, 30));
		}

		@Bean
		ProxyManager<String> manager(RedisClient client, Environment environment) {
			return Bucket4jLettuce
				.casBasedBuilder(client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)))
				.expirationAfterWrite(
						ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(10)))
				.requestTimeout(patience(environment))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InPostgres {

		@Bean
		ProxyManager<String> manager(DataSource source) {
			return Bucket4jPostgreSQL.selectForUpdateBasedBuilder(source)
				.primaryKeyMapper(PrimaryKeyMapper.STRING)
				.build();
		}

	}

}
