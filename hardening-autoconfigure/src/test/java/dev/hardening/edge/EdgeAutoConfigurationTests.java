package dev.hardening.edge;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditStatus;
import dev.hardening.cors.CorsAuditAutoConfiguration;
import dev.hardening.cors.servlet.CorsServletAutoConfiguration;
import dev.hardening.environment.InvalidPropertyException;
import dev.hardening.headers.CspReports;
import dev.hardening.headers.CspReportsAutoConfiguration;
import dev.hardening.headers.HeadersAuditAutoConfiguration;
import dev.hardening.headers.servlet.CspReportsServletAutoConfiguration;
import dev.hardening.headers.servlet.HeadersServletAutoConfiguration;
import dev.hardening.hosts.HostsAuditAutoConfiguration;
import dev.hardening.hosts.servlet.HostsServletAutoConfiguration;
import dev.hardening.hosts.servlet.HttpsServletAutoConfiguration;
import dev.hardening.web.servlet.TomcatProblemAutoConfiguration;
import dev.hardening.web.servlet.WebServletAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.catalina.valves.ErrorReportValve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the application has of the edge under different circumstances.
 */
class EdgeAutoConfigurationTests {

	private static final AutoConfigurations EDGE = AutoConfigurations.of(WebServletAutoConfiguration.class,
			TomcatProblemAutoConfiguration.class, HeadersServletAutoConfiguration.class,
			CspReportsAutoConfiguration.class, CspReportsServletAutoConfiguration.class,
			HeadersAuditAutoConfiguration.class, CorsServletAutoConfiguration.class, CorsAuditAutoConfiguration.class,
			HostsServletAutoConfiguration.class, HttpsServletAutoConfiguration.class,
			HostsAuditAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(EDGE);

	@Test
	void beansWhenNothingIsConfiguredAreAllThere() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.hasBean("securityHeadersCustomizer")
			.hasBean("tomcatProblemCustomizer")
			.hasSingleBean(CorsFilter.class)
			.hasSingleBean(HttpFirewall.class)
			.hasSingleBean(CspReports.class));
	}

	@Test
	void beansWhenSwitchedOffAreNotThere() {
		this.runner
			.withPropertyValues("hardening.headers.enabled=false", "hardening.cors.enabled=false",
					"hardening.hosts.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("securityHeadersCustomizer")
				.doesNotHaveBean(CspReports.class)
				.doesNotHaveBean(CorsFilter.class)
				.doesNotHaveBean(HttpFirewall.class)
				.hasSingleBean(RequestRejectedHandler.class));
	}

	@Test
	void beansWhenLibrariesAreAbsentDoWithout() {
		this.runner
			.withClassLoader(new FilteredClassLoader(JsonMapper.class, MeterRegistry.class, ErrorReportValve.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(CspReports.class)
				.doesNotHaveBean("tomcatProblemCustomizer")
				.hasBean("securityHeadersCustomizer"));
	}

	@Test
	void beansWhenNotAServletApplicationAreNotThere() {
		new ApplicationContextRunner().withConfiguration(EDGE)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(CorsFilter.class)
				.doesNotHaveBean(HttpFirewall.class)
				.doesNotHaveBean("securityHeadersCustomizer"));
	}

	@Test
	void beansWhenUserHasHisOwnGiveWay() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		this.runner.withBean("mine", HttpFirewall.class, () -> firewall)
			.withBean("myCors", UrlBasedCorsConfigurationSource.class, () -> source)
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(CorsFilter.class);
				assertThat(context.getBean(HttpFirewall.class)).isSameAs(firewall);
				assertThat(context.getBean(UrlBasedCorsConfigurationSource.class)).isSameAs(source);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "hardening.headers.csp.directives.img-src=self", "hardening.cors.allowed-origins=*",
			"hardening.cors.allow-all=true", "hardening.hosts.allowed=https://a", "hardening.https.port=0",
			"hardening.headers.set.X-A=a\nb" })
	void startWhenValueCannotWorkFails(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure().hasRootCauseInstanceOf(InvalidPropertyException.class));
	}

	@Test
	void auditWhenNothingIsConfiguredAsksForHostsAndHttps() {
		this.runner
			.run((context) -> assertThat(attention(context)).containsExactlyInAnyOrder("HRD-HOST-001", "HRD-HOST-002"));
	}

	@Test
	void auditWhenLoosenedTellsEach() {
		this.runner
			.withPropertyValues("hardening.headers.profile=off", "hardening.headers.csp.mode=report",
					"hardening.headers.csp.directives.img-src=*", "hardening.headers.hsts.max-age=1d",
					"hardening.cors.allowed-origins=http://app.example.com", "hardening.hosts.allowed=app.example.com",
					"hardening.https.redirect=browser")
			.run((context) -> assertThat(attention(context)).containsExactlyInAnyOrder("HRD-HDR-001", "HRD-HDR-002",
					"HRD-HDR-003", "HRD-HDR-004", "HRD-HDR-005", "HRD-HDR-006", "HRD-HDR-007", "HRD-HDR-008",
					"HRD-HDR-009", "HRD-HDR-010", "HRD-HDR-011", "HRD-CORS-001"));
	}

	@Test
	void auditWhenInDevelopmentAsksForNothing() {
		this.runner.withPropertyValues("hardening.environment=development")
			.run((context) -> assertThat(attention(context)).isEmpty());
	}

	private static List<String> attention(AssertableWebApplicationContext context) {
		List<AuditCheck> checks = new ArrayList<>(context.getBeansOfType(AuditCheck.class).values());
		context.getBeansOfType(AuditChecks.class).values().forEach((several) -> checks.addAll(several.checks()));
		assertThat(checks).hasSize(25);
		return checks.stream().filter((check) -> check.run().status() == AuditStatus.FAIL).map(AuditCheck::id).toList();
	}

}
