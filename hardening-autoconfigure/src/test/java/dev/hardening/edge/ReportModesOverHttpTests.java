package dev.hardening.edge;

import java.net.http.HttpResponse;
import java.util.Collection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every control that has a report mode, in that mode at once: nothing is refused, all is
 * counted, and nothing tells the client of a limit that does not hold.
 */
class ReportModesOverHttpTests {

	private static final String PASSWORD = "Basic YTpi";

	private static EdgeApplication application;

	@BeforeAll
	static void start() {
		application = EdgeApplication.start("hardening.rate-limit.mode=report",
				"hardening.rate-limit.policies.api.limits=1/1h", "hardening.lockout.mode=report",
				"hardening.lockout.tracks.authentication.failures=1", "hardening.requests.mode=report",
				"hardening.requests.max-query-length=10", "hardening.requests.max-body-size=10B",
				"hardening.headers.csp.mode=report");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void limitWhenItReportsAdmitsAndCounts() throws Exception {
		double before = count("hardening.ratelimit.requests", "reported");
		for (int i = 0; i < 3; i++) {
			assertThat(application.get("/ok").statusCode()).isEqualTo(200);
		}
		assertThat(count("hardening.ratelimit.requests", "reported") - before).isGreaterThanOrEqualTo(2);
		assertThat(count("hardening.ratelimit.requests", "rejected")).isZero();
	}

	@Test
	void lockoutWhenItReportsLetsGuessAndCounts() throws Exception {
		double before = count("hardening.rejected", "reported", "control", "lockout");
		for (int i = 0; i < 4; i++) {
			HttpResponse<String> answer = application.get("/private", "Authorization", PASSWORD);
			assertThat(answer.statusCode()).isEqualTo(401);
			assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
		}
		assertThat(count("hardening.rejected", "reported", "control", "lockout") - before).isGreaterThanOrEqualTo(2);
		assertThat(count("hardening.rejected", "enforced", "control", "lockout")).isZero();
	}

	@Test
	void requestLimitsWhenTheyReportAdmitAndCount() throws Exception {
		double before = count("hardening.rejected", "reported", "control", "request-size");
		assertThat(application.get("/ok?a=0123456789").statusCode()).isEqualTo(200);
		String body = "{\"customer_name\":\"longer than ten bytes\"}";
		assertThat(application.raw("POST /bodies/one HTTP/1.1\nHost: a\nConnection: close\n"
				+ "Content-Type: application/json\nContent-Length: " + body.length() + "\n\n" + body))
			.startsWith("HTTP/1.1 200");
		assertThat(count("hardening.rejected", "reported", "control", "request-size") - before).isEqualTo(2);
		assertThat(count("hardening.rejected", "enforced", "control", "request-size")).isZero();
	}

	@Test
	void policyOfContentWhenItReportsIsOnlyReported() throws Exception {
		HttpResponse<String> answer = application.get("/ok");
		assertThat(answer.headers().allValues("Content-Security-Policy-Report-Only")).hasSize(1)
			.allSatisfy((value) -> assertThat(value).contains("default-src 'none'"));
		assertThat(answer.headers().allValues("Content-Security-Policy")).isEmpty();
	}

	private static double count(String name, String outcome, String... tags) {
		Collection<Counter> counters = application.context()
			.getBean(MeterRegistry.class)
			.find(name)
			.tag("outcome", outcome)
			.tags(tags)
			.counters();
		return counters.stream().mapToDouble(Counter::count).sum();
	}

}
