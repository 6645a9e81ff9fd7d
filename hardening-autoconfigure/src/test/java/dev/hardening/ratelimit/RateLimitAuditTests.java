package dev.hardening.ratelimit;

import java.util.Map;
import java.util.stream.Collectors;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditStatus;
import dev.hardening.ratelimit.local.LocalRateLimitAutoConfiguration;
import dev.hardening.web.ClientRequest;
import dev.hardening.web.servlet.ServletClientRequest;
import dev.hardening.web.servlet.WebServletAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RateLimitAuditChecks}.
 */
class RateLimitAuditTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(WebServletAutoConfiguration.class, LocalRateLimitAutoConfiguration.class,
					RateLimitAutoConfiguration.class, RateLimitAuditAutoConfiguration.class));

	@Test
	void checksWhenNothingIsConfiguredPass() {
		this.runner.run((context) -> assertThat(statuses(context).values()).containsOnly(AuditStatus.PASS));
	}

	@Test
	void limitedWhenSwitchedOffFails() {
		this.runner.withPropertyValues("hardening.rate-limit.enabled=false")
			.run((context) -> assertThat(statuses(context)).containsEntry("HRD-RL-001", AuditStatus.FAIL));
	}

	@Test
	void limitedWhenOnlyReportingWarns() {
		this.runner.withPropertyValues("hardening.rate-limit.mode=report")
			.run((context) -> assertThat(statuses(context)).containsEntry("HRD-RL-001", AuditStatus.WARN));
	}

	@Test
	void toldApartWhenEveryoneIsTrustedFails() {
		this.runner.withPropertyValues("hardening.client-ip.trusted-proxies=0.0.0.0/0")
			.run((context) -> assertThat(statuses(context)).containsEntry("HRD-RL-002", AuditStatus.FAIL));
	}

	@Test
	void toldApartWhenAnUndeclaredProxyWasSeenFails() {
		this.runner.run((context) -> {
			MockHttpServletRequest request = new MockHttpServletRequest();
			request.setRemoteAddr("10.0.0.7");
			request.addHeader("X-Forwarded-For", "203.0.113.7");
			ClientRequest client = ServletClientRequest.of(request);
			assertThat(context.getBean(RateLimits.class).open(client).isAddressUncertain()).isTrue();
			assertThat(statuses(context)).containsEntry("HRD-RL-002", AuditStatus.FAIL);
		});
	}

	private static Map<String, AuditStatus> statuses(ApplicationContext context) {
		return context.getBean(RateLimitAuditChecks.class)
			.checks()
			.stream()
			.collect(Collectors.toMap(AuditCheck::id, (check) -> status(check.run())));
	}

	private static AuditStatus status(AuditResult result) {
		return result.status();
	}

}
