package dev.hardening.store.jdbc;

import java.time.Duration;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.store.SharedState;
import dev.hardening.store.SharedStateContract;
import dev.hardening.store.StateSpace;
import dev.hardening.test.MovableClock;
import dev.hardening.test.RealPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The table on both databases.
 */
class JdbcSharedStateTests {

	@Nested
	class OnH2 extends OnDatabase {

		@Override
		HikariDataSource dataSource() {
			return pool("jdbc:h2:mem:shared-state;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=60000", "sa", "");
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
		HikariDataSource dataSource() {
			return pool(postgres.jdbcUrl(), postgres.username(), postgres.password());
		}

	}

	abstract static class OnDatabase extends SharedStateContract {

		private final MovableClock clock = MovableClock.ofMachine();

		private HikariDataSource dataSource;

		private JdbcClient jdbc;

		private SharedStateSweeper sweeper;

		abstract HikariDataSource dataSource();

		// As many applications have it: connections that do not commit by themselves.
		static HikariDataSource pool(String url, String username, String password) {
			HikariDataSource pool = new HikariDataSource();
			pool.setJdbcUrl(url);
			pool.setUsername(username);
			pool.setPassword(password);
			pool.setAutoCommit(false);
			return pool;
		}

		@BeforeEach
		void migrate() {
			this.dataSource = dataSource();
			schema(Migrations.APPLY).afterPropertiesSet();
			this.jdbc = JdbcClient.create(this.dataSource);
			transaction()
				.executeWithoutResult((status) -> this.jdbc.sql("delete from hardening_shared_state").update());
			this.sweeper = new SharedStateSweeper(this.jdbc, transaction(), this.clock, Duration.ofDays(1));
		}

		@AfterEach
		void close() {
			this.sweeper.destroy();
			this.dataSource.close();
		}

		private StarterSchema schema(Migrations migrations) {
			return new StarterSchema(this.dataSource, JdbcSharedStateAutoConfiguration.TABLE, migrations);
		}

		private TransactionTemplate transaction() {
			TransactionTemplate template = new TransactionTemplate(new JdbcTransactionManager(this.dataSource));
			template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
			return template;
		}

		@Override
		protected SharedState state(int instance) {
			return new JdbcSharedState(this.jdbc, transaction(), this.sweeper, this.clock);
		}

		@Test
		void valueWhenItsTimeIsOverIsNotThere() {
			state(0).put(SPACE, "id", "one", in(60));
			this.clock.move(Duration.ofSeconds(61));
			assertThat(state(0).find(SPACE, List.of("id"))).isEmpty();
			assertThat(state(0).replace(SPACE, "id", "one", "two", in(120))).isFalse();
			assertThat(state(0).putIfAbsent(SPACE, "id", "two", in(120))).isTrue();
			assertThat(state(0).find(SPACE, List.of("id"))).containsValue("two");
		}

		@Test
		void valueWhenTheCallersTransactionIsRolledBackStays() {
			TransactionTemplate callers = new TransactionTemplate(new JdbcTransactionManager(this.dataSource));
			callers.executeWithoutResult((status) -> {
				assertThat(state(0).putIfAbsent(SPACE, "used", "1", in(60))).isTrue();
				assertThat(state(0).putIfAbsent(SPACE, "used", "1", in(60))).isFalse();
				status.setRollbackOnly();
			});
			assertThat(state(1).putIfAbsent(SPACE, "used", "1", in(60))).isFalse();
		}

		@Test
		void sweepWhenValuesHaveExpiredRemovesThoseOnly() {
			for (int i = 0; i < SharedStateSweeper.PORTION + 5; i++) {
				state(0).put(SPACE, "id" + i, "value", in(60));
			}
			state(0).put(SPACE, "later", "value", in(7200));
			this.clock.move(Duration.ofHours(1));
			this.sweeper.sweep();
			assertThat(count()).isEqualTo(1);
			assertThat(state(0).find(SPACE, List.of("later"))).hasSize(1);
		}

		@Test
		void sweepWhenASpaceIsBeyondItsBoundRemovesWhatExpiresNext() {
			StateSpace bounded = new StateSpace("bounded", 10);
			for (int i = 0; i < 30; i++) {
				state(0).put(bounded, "id" + i, "value", in(600 + i));
				state(0).put(SPACE, "id" + i, "value", in(600 + i));
			}
			this.sweeper.sweep();
			assertThat(count()).isEqualTo(40);
			assertThat(state(0).find(bounded, List.of("id19", "id20"))).containsOnlyKeys("id20");
		}

		@Test
		void schemaWhenMigratedAgainIsLeftAloneAndWhenPendingStopsTheStart() {
			schema(Migrations.APPLY).afterPropertiesSet();
			schema(Migrations.VALIDATE).afterPropertiesSet();
			transaction().executeWithoutResult((status) -> {
				this.jdbc.sql("drop table hardening_shared_state").update();
				this.jdbc.sql("drop table \"hardening_shared_state_history\"").update();
			});
			assertThatExceptionOfType(InvalidPropertyException.class)
				.isThrownBy(schema(Migrations.VALIDATE)::afterPropertiesSet)
				.satisfies((ex) -> assertThat(ex.key()).isEqualTo("hardening.database.migrations"))
				.withMessageContaining("V1__shared_state.sql");
			schema(Migrations.OFF).afterPropertiesSet();
		}

		private long count() {
			return this.jdbc.sql("select count(*) from hardening_shared_state").query(Long.class).single();
		}

	}

}
