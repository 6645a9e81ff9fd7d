package dev.hardening.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import dev.hardening.audit.AuditProperties.FailOn;
import dev.hardening.audit.AuditProperties.Ignored;
import dev.hardening.environment.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AuditGate}, {@link AuditProperties} and {@link IgnoredChecks}.
 */
class AuditGateTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AuditAutoConfiguration.class));

	@Test
	void startWhenNothingIsSetAndNoErrorIsFoundIsPossible() {
		this.runner.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void startWhenErrorsAreFoundStopsWithAllOfThem() {
		with("APP-1", AuditSeverity.ERROR)
			.withBean("second", AuditCheck.class, () -> fail("APP-2", AuditSeverity.ERROR))
			.withBean("third", AuditCheck.class, () -> fail("APP-3", AuditSeverity.WARNING))
			.run((context) -> {
				assertThat(context).getFailure().isInstanceOf(AuditFailedException.class);
				var analysis = new AuditFailureAnalyzer(null).analyze(context.getStartupFailure());
				assertThat(analysis.getDescription())
					.contains("hardening.audit.fail-on is 'error'", "2 finding(s)", "APP-1", "APP-2", "app.good: true")
					.doesNotContain("APP-3");
				assertThat(analysis.getAction()).contains("hardening.audit.ignore", "hardening.audit.fail-on");
			});
	}

	@ParameterizedTest
	@CsvSource({ "ERROR, production, ERROR, true", "ERROR, production, WARNING, false",
			"WARNING, production, WARNING, true", "WARNING, production, INFO, false", "NEVER, production, ERROR, false",
			"ERROR, staging, ERROR, false", "ERROR, development, ERROR, false" })
	void startStopsByLevelAndInProductionOnly(FailOn failOn, String environment, AuditSeverity severity,
			boolean stops) {
		Audit audit = new Audit(List.of(fail("APP-1", severity)));
		new ApplicationContextRunner().withPropertyValues("hardening.environment=" + environment).run((context) -> {
			AuditGate gate = new AuditGate(audit, failOn, context.getEnvironment());
			boolean stopped = false;
			try {
				gate.afterSingletonsInstantiated();
			}
			catch (AuditFailedException ex) {
				stopped = true;
			}
			assertThat(stopped).isEqualTo(stops);
		});
	}

	@Test
	void startWhenTheErrorIsIgnoredIsPossibleAndShowsIt() {
		with("APP-1", AuditSeverity.ERROR)
			.withPropertyValues("hardening.audit.ignore[0].id=APP-1", "hardening.audit.ignore[0].reason=We know.",
					"hardening.audit.ignore[0].until=2999-12-31")
			.run((context) -> {
				AuditResult result = result(context.getBean(Audit.class), "APP-1");
				assertThat(result.status()).isEqualTo(AuditStatus.IGNORED);
				assertThat(result.evidence()).contains("Bad.", "We know.", "2999-12-31");
				assertThat(result(context.getBean(Audit.class), "HRD-AUD-001").status()).isEqualTo(AuditStatus.PASS);
			});
	}

	@Test
	void startWhenTheIgnoredIsOverStops() {
		with("APP-1", AuditSeverity.ERROR)
			.withPropertyValues("hardening.audit.ignore[0].id=APP-1", "hardening.audit.ignore[0].reason=We know.",
					"hardening.audit.ignore[0].until=2020-12-31")
			.run((context) -> assertThat(context).getFailure().isInstanceOf(AuditFailedException.class));
	}

	@Test
	void ignoredIsOverOnTheDayAfterTheLast() {
		Clock clock = Clock.fixed(Instant.parse("2027-03-31T23:59:59Z"), ZoneOffset.UTC);
		AuditCheck check = fail("APP-1", AuditSeverity.ERROR);
		IgnoredChecks last = ignored("2027-03-31", clock);
		assertThat(last.apply(check, check.run()).status()).isEqualTo(AuditStatus.IGNORED);
		IgnoredChecks over = ignored("2027-03-30", clock);
		assertThat(over.apply(check, check.run()).status()).isEqualTo(AuditStatus.FAIL);
	}

	@Test
	void ignoredWhenUnknownIsReported() {
		this.runner
			.withPropertyValues("hardening.audit.ignore[0].id=HRD-XX-999", "hardening.audit.ignore[0].reason=Typing.")
			.run((context) -> {
				AuditResult result = result(context.getBean(Audit.class), "HRD-AUD-001");
				assertThat(result.status()).isEqualTo(AuditStatus.FAIL);
				assertThat(result.evidence()).contains("HRD-XX-999");
			});
	}

	@ParameterizedTest
	@CsvSource({ "reason=Because., hardening.audit.ignore[0].id", "id=APP-1, hardening.audit.ignore[0].reason" })
	void ignoredWhenIncompleteStopsTheStart(String present, String missing) {
		this.runner.withPropertyValues("hardening.audit.ignore[0]." + present)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining(missing));
	}

	private IgnoredChecks ignored(String until, Clock clock) {
		return new IgnoredChecks(List.of(new Ignored("APP-1", "We know.", LocalDate.parse(until))), clock);
	}

	private ApplicationContextRunner with(String id, AuditSeverity severity) {
		return this.runner.withBean("first", AuditCheck.class, () -> fail(id, severity));
	}

	private static AuditCheck fail(String id, AuditSeverity severity) {
		return AuditCheck.of(id, "It is good", severity, () -> AuditResult.fail("Bad.").withProperty("app.good: true"));
	}

	private static AuditResult result(Audit audit, String id) {
		return audit.run()
			.findings()
			.stream()
			.filter((finding) -> finding.check().id().equals(id))
			.findFirst()
			.orElseThrow()
			.result();
	}

}
