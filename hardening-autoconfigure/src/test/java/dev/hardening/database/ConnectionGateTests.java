package dev.hardening.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ConnectionGate}.
 */
class ConnectionGateTests {

	private final AtomicLong now = new AtomicLong();

	private final AtomicInteger refusals = new AtomicInteger();

	private final ConnectionGate gate = new ConnectionGate(2, this.refusals::incrementAndGet, this.now::get);

	@Test
	void passWhenFewerWaitIsAdmittedHoweverLongThePoolStalls() throws Exception {
		String passed = this.gate.pass(() -> {
			stall();
			return this.gate.pass(() -> "second");
		});
		assertThat(passed).isEqualTo("second");
		assertThat(this.refusals).hasValue(0);
	}

	@Test
	void passWhenManyWaitAndThePoolStallsIsRefused() throws Exception {
		this.gate.pass(() -> this.gate.pass(() -> {
			stall();
			assertThatExceptionOfType(SQLTransientConnectionException.class)
				.isThrownBy(() -> this.gate.pass(() -> "third"))
				.withMessageContaining("hardening.database.max-waiting");
			return "second";
		}));
		assertThat(this.refusals).hasValue(1);
		assertThat(this.gate.pass(() -> "later")).isEqualTo("later");
	}

	@Test
	void passWhenManyWaitAndConnectionsComeAndGoIsAdmitted() throws Exception {
		String passed = this.gate.pass(() -> {
			stall();
			this.gate.pass(() -> "handed out");
			return this.gate.pass(() -> this.gate.pass(() -> "third"));
		});
		assertThat(passed).isEqualTo("third");
		assertThat(this.refusals).hasValue(0);
	}

	@Test
	void passWhenThePoolFailsGivesThePlaceBack() throws Exception {
		for (int i = 0; i < 10; i++) {
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.gate.pass(() -> {
				throw new SQLException("timed out");
			})).withMessage("timed out");
			stall();
		}
		assertThat(this.gate.pass(() -> "passed")).isEqualTo("passed");
		assertThat(this.refusals).hasValue(0);
	}

	private void stall() {
		this.now.addAndGet(Duration.ofSeconds(1).toNanos());
	}

}
