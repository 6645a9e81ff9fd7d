package dev.hardening.actuator.servlet;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.audit.Audit;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditStatus;
import dev.hardening.test.RunningApplication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A heap dump holds every secret there is: no operator gets one unless it was asked for
 * twice, and then the audit tells.
 */
class ExposureOverHttpTests {

	private static final String OPERATOR = "k7Tn2Qw9Zr4Vb6Xc1Mh8Jp5Ls3Gd0FyE";

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "spring.application.name=shop | false | PASS | kind",
			"management.endpoints.web.exposure.include=* | false | FAIL | Exposed: *",
			"management.endpoint.heapdump.access=unrestricted | false | PASS | kind",
			"management.endpoint.heapdump.access=unrestricted;management.endpoints.web.exposure.include=health,heapdump | true | FAIL | heapdump" })
	void heapDumpIsOfferedOnlyWhenExposedAndAllowedAndTheAuditTells(String properties, boolean offered,
			AuditStatus status, String evidence) {
		try (RunningApplication application = start(properties.split(";"))) {
			assertThat(application.get("/actuator/heapdump").statusCode()).isEqualTo(401);
			String index = application.get("/actuator", "X-API-Key", OPERATOR).body();
			assertThat(index).contains("/actuator/health");
			assertThat(index.contains("/actuator/heapdump")).isEqualTo(offered);
			if (!offered) {
				assertThat(application.get("/actuator/heapdump", "X-API-Key", OPERATOR).statusCode()).isEqualTo(404);
			}
			AuditResult exposure = application.bean(Audit.class)
				.run()
				.findings()
				.stream()
				.filter((finding) -> finding.check().id().equals("HRD-OPS-001"))
				.findFirst()
				.orElseThrow()
				.result();
			assertThat(exposure.status()).isEqualTo(status);
			assertThat(exposure.evidence()).contains(evidence);
		}
	}

	private static RunningApplication start(String... properties) {
		List<String> all = new ArrayList<>(List.of("hardening.environment=production", "hardening.audit.fail-on=never",
				"hardening.api-keys.enabled=true", "hardening.api-keys.store=none",
				"hardening.api-keys.keys.operator.value=" + OPERATOR,
				"hardening.api-keys.keys.operator.scopes=actuator"));
		all.addAll(List.of(properties));
		return RunningApplication.start(Application.class, all.toArray(String[]::new));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
	static class Application {

	}

}
