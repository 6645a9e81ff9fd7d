package dev.hardening.metrics;

import dev.hardening.audit.AuditStatus;
import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.web.ControlListener;
import dev.hardening.web.ControlMode;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MetricsAutoConfiguration} and what it wires.
 */
class MetricsAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
		.withBean(SimpleMeterRegistry.class);

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void listenerWhenNothingIsSetIsThere() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(ControlListener.class));
	}

	@Test
	void listenerWhenDisabledIsNotThere() {
		this.runner.withPropertyValues("hardening.metrics.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ControlListener.class));
	}

	@Test
	void listenerWhenMicrometerIsAbsentIsNotThere() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ControlListener.class));
	}

	@Test
	void startWhenPathCannotWorkNamesTheKey() {
		this.runner.withPropertyValues("hardening.metrics.path=/metrics/**")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class,
						(ex) -> assertThat(ex.key()).isEqualTo("hardening.metrics.path")));
	}

	@Test
	void counterCountsByControlAndOutcome() {
		RefusalCounter counter = new RefusalCounter(this.registry);
		counter.onRefusal("request-size", ControlMode.ENFORCE);
		counter.onRefusal("request-size", ControlMode.ENFORCE);
		counter.onRefusal("request-size", ControlMode.REPORT);
		assertThat(count("request-size", "enforced")).isEqualTo(2);
		assertThat(count("request-size", "reported")).isEqualTo(1);
	}

	@Test
	void counterWhenControlsHaveNoEndStopsAtABound() {
		RefusalCounter counter = new RefusalCounter(this.registry);
		for (int i = 0; i < 10_000; i++) {
			counter.onRefusal("control-" + i, ControlMode.ENFORCE);
		}
		assertThat(this.registry.find("hardening.rejected").counters()).hasSizeLessThanOrEqualTo(101);
		assertThat(this.registry.find("hardening.rejected").counters().stream().mapToDouble((c) -> c.count()).sum())
			.isEqualTo(10_000);
	}

	@Test
	void infoHasVersionAndEnvironment() {
		new ApplicationInfo("1.2.3", "staging").bindTo(this.registry);
		Meter.Id id = this.registry.get("hardening.info").gauge().getId();
		assertThat(this.registry.get("hardening.info").gauge().value()).isEqualTo(1);
		assertThat(id.getTag("version")).isEqualTo("1.2.3");
		assertThat(id.getTag("environment")).isEqualTo("staging");
	}

	@Test
	void auditWhenMetricsAreOpenFails() {
		assertThat(audit("permit-all")).isEqualTo(AuditStatus.FAIL);
		assertThat(audit("hasScope('actuator')")).isEqualTo(AuditStatus.PASS);
	}

	private AuditStatus audit(String access) {
		return new MetricsAuditChecks(new MetricsProperties(true, "/metrics", access)).checks().get(0).run().status();
	}

	private double count(String control, String outcome) {
		return this.registry.get("hardening.rejected").tags("control", control, "outcome", outcome).counter().count();
	}

}
