package dev.hardening.ratelimit.servlet;

import java.net.http.HttpResponse;
import java.util.Locale;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for limits that only watch, over a real port.
 */
@ExtendWith(OutputCaptureExtension.class)
class RateLimitReportTests {

	private static final String LOGIN = "hardening.rate-limit.policies.login.";

	@Test
	void policyWhenItReportsRefusesNothingAndCounts() throws Exception {
		try (LimitedApplication application = LimitedApplication.start(LOGIN + "paths=/login", LOGIN + "limits=2/1h",
				LOGIN + "mode=report")) {
			for (int i = 0; i < 5; i++) {
				HttpResponse<String> response = application.get("/login");
				assertThat(response.statusCode()).isEqualTo(200);
				assertThat(response.headers().firstValue("RateLimit-Policy")).hasValue("\"api\";q=100;w=60");
			}
			assertThat(count(application, "login", "reported")).isEqualTo(3);
			assertThat(count(application, "login", "allowed")).isEqualTo(2);
			assertThat(count(application, "login", "rejected")).isZero();
			assertThat(count(application, "api", "allowed")).isEqualTo(5);
		}
	}

	@Test
	void allWhenTheyReportRefuseNothing() throws Exception {
		try (LimitedApplication application = LimitedApplication.start("hardening.rate-limit.mode=report",
				"hardening.rate-limit.policies.api.limits=1/1h", "hardening.rate-limit.blocklist=127.0.0.1")) {
			for (int i = 0; i < 3; i++) {
				assertThat(application.get("/open").statusCode()).isEqualTo(200);
			}
			assertThat(count(application, "api", "reported")).isEqualTo(2);
		}
	}

	@Test
	void allWhenDisabledAreGone() throws Exception {
		try (LimitedApplication application = LimitedApplication.start("hardening.rate-limit.enabled=false",
				"hardening.rate-limit.policies.api.limits=1/1h")) {
			application.get("/open");
			HttpResponse<String> response = application.get("/open");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue("RateLimit")).isEmpty();
		}
	}

	@Test
	void defaultPolicyWhenAnUndeclaredProxyForwardsOnlyReportsForItAndWarnsOnce(CapturedOutput output)
			throws Exception {
		try (LimitedApplication application = LimitedApplication.start("hardening.rate-limit.policies.api.limits=2/1h",
				LOGIN + "paths=/login", LOGIN + "limits=3/1h")) {
			for (int i = 0; i < 3; i++) {
				assertThat(application.get("/login", "X-Forwarded-For", "198.51.100." + i).statusCode()).isEqualTo(200);
			}
			assertThat(application.get("/login", "X-Forwarded-For", "198.51.100.9").statusCode()).isEqualTo(429);
			assertThat(application.get("/open", "Forwarded", "for=198.51.100.9").statusCode()).isEqualTo(200);
			assertThat(application.get("/open").statusCode()).isEqualTo(429);
			assertThat(output.getAll().split("hardening.client-ip.trusted-proxies: \\[\\\\?\"127.0.0.1", -1))
				.hasSize(2);
		}
	}

	@Test
	void defaultPolicyWhenNoProxyIsTrustedExplicitlyIsEnforced() throws Exception {
		try (LimitedApplication application = LimitedApplication.start("hardening.client-ip.trusted-proxies=",
				"hardening.rate-limit.policies.api.limits=2/1h")) {
			for (int i = 0; i < 2; i++) {
				assertThat(application.get("/open", "X-Forwarded-For", "198.51.100." + i).statusCode()).isEqualTo(200);
			}
			assertThat(application.get("/open", "X-Forwarded-For", "198.51.100.9").statusCode()).isEqualTo(429);
		}
	}

	@Test
	void metricsWhenLittleIsLeftCountNearLimit() throws Exception {
		try (LimitedApplication application = LimitedApplication
			.start("hardening.rate-limit.policies.api.limits=10/1h")) {
			for (int i = 0; i < 12; i++) {
				application.get("/open");
			}
			assertThat(count(application, "api", "allowed")).isEqualTo(10);
			assertThat(count(application, "api", "near-limit")).isEqualTo(3);
			assertThat(count(application, "api", "rejected")).isEqualTo(2);
		}
	}

	@Test
	void headersWhenSwitchedOffAreNotSent() throws Exception {
		try (LimitedApplication application = LimitedApplication.start("hardening.rate-limit.headers.standard=false",
				"hardening.rate-limit.headers.legacy=false", "hardening.rate-limit.policies.api.limits=1/1h")) {
			application.get("/open");
			HttpResponse<String> refused = application.get("/open");
			assertThat(refused.statusCode()).isEqualTo(429);
			assertThat(refused.headers().map().keySet())
				.noneMatch((name) -> name.toLowerCase(Locale.ROOT).contains("ratelimit"));
			assertThat(refused.headers().firstValue("Retry-After")).hasValue("3600");
		}
	}

	private static double count(LimitedApplication application, String policy, String outcome) {
		return application.bean(MeterRegistry.class)
			.get("hardening.ratelimit.requests")
			.tags("policy", policy, "outcome", outcome)
			.counter()
			.count();
	}

}
