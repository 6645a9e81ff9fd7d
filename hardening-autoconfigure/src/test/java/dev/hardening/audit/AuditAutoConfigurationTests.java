package dev.hardening.audit;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AuditAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class AuditAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class, AuditAutoConfiguration.class,
				AuditEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=hardening", "hardening.audit.fail-on=never");

	@Test
	void auditRunsTheChecksOfBeansAndGroups() {
		this.runner.withUserConfiguration(Checks.class)
			.run((context) -> assertThat(context.getBean(Audit.class).run().findings())
				.extracting((finding) -> finding.check().id())
				.contains("APP-001", "APP-002", "HRD-SYS-001"));
	}

	@Test
	void auditWhenUserHasOneIsTheUsers() {
		Audit own = new Audit(List.of());
		this.runner.withBean("own", Audit.class, () -> own)
			.run((context) -> assertThat(context.getBean(Audit.class)).isSameAs(own));
	}

	@Test
	void endpointWhenExposedShowsScoreAndChecks() {
		this.runner.withUserConfiguration(Checks.class).run((context) -> {
			assertThat(context.getBean(HardeningEndpoint.class).report()).containsKeys("score", "checks");
			assertThat(context.getBean(HardeningEndpoint.class).report().toString()).contains("id=APP-001",
					"severity=error", "status=fail", "evidence=Bad.", "property=app.good: true",
					"reference=ASVS 5.0 1.2.3");
		});
	}

	@Test
	void endpointWhenActuatorIsAbsentIsNotThere() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AuditAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate.autoconfigure"))
			.run((context) -> assertThat(context).hasSingleBean(Audit.class).doesNotHaveBean("hardeningEndpoint"));
	}

	@Test
	void summaryTellsWhatIsThereAndWhatToMend(CapturedOutput output) {
		this.runner.withUserConfiguration(Checks.class)
			.withPropertyValues("hardening.environment=staging", "spring.application.version=1.2.3",
					"spring.profiles.active=blue")
			.run((context) -> {
				context.publishEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0],
						context.getSourceApplicationContext(ConfigurableApplicationContext.class), null));
				assertThat(output).contains("Hardening summary")
					.containsPattern("version: +1\\.2\\.3")
					.containsPattern("environment: +staging")
					.containsPattern("cache: +local")
					.containsPattern("audit: +\\d+ of 100")
					.contains("FAIL APP-001 It is good. Bad. Set: app.good: true")
					.doesNotContain("APP-002");
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Checks {

		@Bean
		AuditCheck check() {
			return AuditCheck.of("APP-001", "It is good", AuditSeverity.ERROR,
					() -> AuditResult.fail("Bad.").withProperty("app.good: true").withReference("ASVS 5.0 1.2.3"));
		}

		@Bean
		AuditChecks group() {
			return () -> List
				.of(AuditCheck.of("APP-002", "It is fine", AuditSeverity.INFO, () -> AuditResult.pass("Fine.")));
		}

		@Bean
		SummaryContributor line() {
			return (lines) -> lines.accept("cache", "local");
		}

	}

}
