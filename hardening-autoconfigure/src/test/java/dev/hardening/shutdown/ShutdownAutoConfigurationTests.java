package dev.hardening.shutdown;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditStatus;
import dev.hardening.environment.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShutdownAutoConfiguration}, {@link ShutdownSteps} and
 * {@link ShutdownAuditChecks}.
 */
class ShutdownAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ShutdownAutoConfiguration.class));

	@Test
	void stepsWhenNothingIsSetAreThere() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(ShutdownSteps.class)
			.hasBean("shutdownServerStep")
			.hasBean("shutdownExecutorsStep")
			.hasBean("shutdownLastStep")
			.doesNotHaveBean("shutdownRedisStep"));
	}

	@Test
	void stepsWhenDisabledAreNotThere() {
		this.runner.withPropertyValues("hardening.shutdown.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ShutdownSteps.class));
	}

	@Test
	void stepsWhenNotAWebApplicationAreNotThere() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ShutdownAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(ShutdownSteps.class));
	}

	@ParameterizedTest
	@CsvSource({ "drain-delay, -1s", "drain-delay, 11m", "timeout, 0s", "timeout, -1s" })
	void startWhenValueCannotWorkNamesTheKey(String key, String value) {
		this.runner.withPropertyValues("hardening.shutdown." + key + "=" + value)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class,
						(ex) -> assertThat(ex.key()).isEqualTo("hardening.shutdown." + key)));
	}

	@Test
	void stopPublishesBeforeItWaitsAndOnlyOnce() {
		List<Object> events = new ArrayList<>();
		ShutdownSteps steps = new ShutdownSteps(Duration.ofSeconds(5), events::add, events::add,
				() -> events.add("armed"));
		steps.start();
		steps.stop();
		steps.stop();
		assertThat(events).hasSize(3);
		assertThat(events.get(0)).isEqualTo("armed");
		assertThat(events.get(2)).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void auditWhenShutdownIsImmediateFails() {
		assertThat(audit("graceful", Duration.ofSeconds(5), 0).status()).isEqualTo(AuditStatus.PASS);
		assertThat(audit("immediate", Duration.ofSeconds(5), 0).status()).isEqualTo(AuditStatus.FAIL);
	}

	@Test
	void auditWhenNothingDrainsWarns() {
		assertThat(audit("graceful", Duration.ofSeconds(5), 1).status()).isEqualTo(AuditStatus.PASS);
		assertThat(audit("graceful", Duration.ZERO, 1).status()).isEqualTo(AuditStatus.WARN);
	}

	private AuditResult audit(String shutdown, Duration delay, int check) {
		MockEnvironment environment = new MockEnvironment().withProperty("server.shutdown", shutdown);
		return new ShutdownAuditChecks(environment, new ShutdownProperties(true, delay, Duration.ofSeconds(30)))
			.checks()
			.get(check)
			.run();
	}

}
