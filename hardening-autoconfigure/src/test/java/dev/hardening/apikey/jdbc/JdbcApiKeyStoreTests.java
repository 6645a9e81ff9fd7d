package dev.hardening.apikey.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import dev.hardening.apikey.ApiKey;
import dev.hardening.apikey.StoredApiKey;
import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.store.jdbc.Migrations;
import dev.hardening.store.jdbc.StarterSchema;
import dev.hardening.test.RealPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The store on both databases.
 */
class JdbcApiKeyStoreTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");

	@Nested
	class OnH2 extends OnDatabase {

		@Override
		DataSource dataSource() {
			return new DriverManagerDataSource("jdbc:h2:mem:store;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=60000", "sa", "");
		}

	}

	@Nested
	class OnPostgres extends OnDatabase {

		private static RealPostgres postgres;

		@BeforeAll
		static void start() {
			postgres = RealPostgres.start();
		}

		@AfterAll
		static void stop() {
			postgres.close();
		}

		@Override
		DataSource dataSource() {
			return new DriverManagerDataSource(postgres.jdbcUrl(), postgres.username(), postgres.password());
		}

	}

	abstract static class OnDatabase {

		private DataSource dataSource;

		private JdbcClient jdbc;

		private JdbcApiKeyStore store;

		abstract DataSource dataSource();

		@BeforeEach
		void migrate() {
			this.dataSource = dataSource();
			this.jdbc = JdbcClient.create(this.dataSource);
			this.jdbc.sql("drop table if exists hardening_api_key").update();
			this.jdbc.sql("drop table if exists \"" + ApiKeyJdbcAutoConfiguration.TABLE.history() + "\"").update();
			schema(Migrations.APPLY).afterPropertiesSet();
			this.store = new JdbcApiKeyStore(this.jdbc,
					new TransactionTemplate(new JdbcTransactionManager(this.dataSource)));
		}

		@Test
		void keyWhenInsertedIsFoundAsItWas() {
			StoredApiKey key = key("a", "1", NOW.plusSeconds(60));
			this.store.insert(key);
			assertThat(this.store.find(hash("1"))).isEqualTo(key);
			assertThat(this.store.findById("a")).isEqualTo(key);
			assertThat(this.store.findAll()).containsExactly(key.key());
			assertThat(this.store.find(hash("2"))).isNull();
			assertThat(this.store.findById("b")).isNull();
			assertThatExceptionOfType(DuplicateKeyException.class)
				.isThrownBy(() -> this.store.insert(key("b", "1", null)));
		}

		@Test
		void keyWhenInsertedIsNoChangeAndWhenRevokedIs() {
			this.store.insert(key("a", "1", null));
			this.store.insert(key("b", "2", null));
			this.store.used(Map.of("a", NOW));
			assertThat(this.store.changedWithin(Duration.ofMinutes(1))).isEmpty();
			this.store.revoke("a", NOW);
			this.store.revoke("a", NOW.plusSeconds(5));
			assertThat(this.store.findById("a").key().revokedAt()).isEqualTo(NOW);
			assertThat(this.store.changedWithin(Duration.ofMinutes(1))).containsExactly(hash("1"));
			this.store.disable("b", NOW);
			assertThat(this.store.changedWithin(Duration.ofMinutes(1))).containsExactlyInAnyOrder(hash("1"), hash("2"));
			this.store.disable("b", null);
			assertThat(this.store.findById("b").key().disabledAt()).isNull();
			this.jdbc.sql("update hardening_api_key set changed_at = changed_at - interval '2' hour").update();
			assertThat(this.store.changedWithin(Duration.ofMinutes(1))).isEmpty();
			assertThat(this.store.changedWithin(Duration.ofDays(1))).hasSize(2);
		}

		@Test
		void lastUseWhenOlderThanWhatIsKeptIsIgnored() {
			this.store.insert(key("a", "1", null));
			this.store.used(Map.of("a", NOW, "gone", NOW));
			this.store.used(Map.of("a", NOW.minusSeconds(9)));
			assertThat(this.store.findById("a").key().lastUsedAt()).isEqualTo(NOW);
		}

		@Test
		void keyWhenReplacedByManyAtOnceHasOneSuccessor() throws Exception {
			this.store.insert(key("a", "1", null));
			ExecutorService threads = Executors.newFixedThreadPool(8);
			try {
				List<Callable<Boolean>> calls = new ArrayList<>();
				for (int i = 0; i < 8; i++) {
					StoredApiKey successor = key("s" + i, "s" + i, null);
					calls.add(() -> this.store.replace("a", NOW.plusSeconds(60), successor));
				}
				int successes = 0;
				for (Future<Boolean> call : threads.invokeAll(calls)) {
					successes += call.get() ? 1 : 0;
				}
				assertThat(successes).isEqualTo(1);
			}
			finally {
				threads.shutdown();
			}
			assertThat(this.store.findAll()).hasSize(2);
			ApiKey old = this.store.findById("a").key();
			assertThat(old.expiresAt()).isEqualTo(NOW.plusSeconds(60));
			assertThat(this.store.findById(old.replacedBy())).isNotNull();
		}

		@Test
		void keyWhenItsSuccessorCannotBeKeptStaysAsItWas() {
			this.store.insert(key("a", "1", null));
			this.store.insert(key("b", "2", null));
			assertThatExceptionOfType(DuplicateKeyException.class)
				.isThrownBy(() -> this.store.replace("a", NOW, key("c", "2", null)));
			assertThat(this.store.findById("a").key().replacedBy()).isNull();
		}

		@Test
		void keyWhenRevokedOrDisabledCannotBeReplaced() {
			this.store.insert(key("a", "1", null));
			this.store.disable("a", NOW);
			assertThat(this.store.replace("a", NOW, key("b", "2", null))).isFalse();
			this.store.disable("a", null);
			this.store.revoke("a", NOW);
			assertThat(this.store.replace("a", NOW, key("b", "2", null))).isFalse();
			assertThat(this.store.findAll()).hasSize(1);
		}

		@Test
		void schemaWhenMigratedAgainBesideTheUsersOwnIsLeftAlone() {
			Flyway users = Flyway.configure()
				.dataSource(this.dataSource)
				.locations("classpath:dev/hardening/nothing")
				.baselineOnMigrate(true)
				.load();
			users.migrate();
			schema(Migrations.APPLY).afterPropertiesSet();
			schema(Migrations.VALIDATE).afterPropertiesSet();
			users.validate();
			assertThat(this.store.findAll()).isEmpty();
			this.jdbc.sql("drop table \"flyway_schema_history\"").update();
		}

		@Test
		void schemaWhenOnlyValidatedAndPendingStopsTheStart() {
			this.jdbc.sql("drop table \"" + ApiKeyJdbcAutoConfiguration.TABLE.history() + "\"").update();
			this.jdbc.sql("drop table hardening_api_key").update();
			StarterSchema schema = schema(Migrations.VALIDATE);
			assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(schema::afterPropertiesSet)
				.satisfies((ex) -> assertThat(ex.key()).isEqualTo("hardening.database.migrations"))
				.withMessageContaining("V1__api_keys.sql");
			schema(Migrations.OFF).afterPropertiesSet();
		}

		private StarterSchema schema(Migrations migrations) {
			return new StarterSchema(this.dataSource, ApiKeyJdbcAutoConfiguration.TABLE, migrations);
		}

		private static StoredApiKey key(String id, String hash, Instant expiresAt) {
			return new StoredApiKey(hash(hash), new ApiKey(id, "name", "hk_test_abcd", Set.of("USER"),
					Set.of("read", "write"), "pro", NOW, expiresAt, null, null, null, null));
		}

		private static String hash(String seed) {
			return "0".repeat(64 - seed.length()) + seed;
		}

	}

}
