package dev.hardening.requests;

import java.time.Duration;
import java.util.List;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;
import dev.hardening.web.ControlMode;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Whether a request can take more than its share.
 */
class RequestsAuditChecks implements AuditChecks {

	private static final DataSize LARGEST_BODY = DataSize.ofMegabytes(100);

	private static final DataSize LARGEST_HEAD = DataSize.ofKilobytes(64);

	private static final int LONGEST_URI = 16 * 1024;

	private static final int MOST_PARAMETERS = 1000;

	private static final Duration LONGEST = Duration.ofMinutes(5);

	private static final Duration SLOWEST = Duration.ofMinutes(1);

	private static final String CONNECTION_TIMEOUT = "server.tomcat.connection-timeout";

	private final RequestsProperties properties;

	private final Environment environment;

	RequestsAuditChecks(RequestsProperties properties, Environment environment) {
		this.properties = properties;
		this.environment = environment;
	}

	@Override
	public List<AuditCheck> checks() {
		return List.of(
				AuditCheck.of("HRD-REQ-001", "The body of a request is bounded", AuditSeverity.WARNING, this::body)
					.because("A few large bodies fill memory and disk.")
					.mendedBy(RequestsProperties.PREFIX + ".max-body-size: 10MB")
					.demandedBy("ASVS 5.0 5.2.1", Checklist.GUIDE.part("2"), Checklist.INTEGRATION.part("Phase 6")),
				AuditCheck
					.of("HRD-REQ-002", "The target and head of a request are bounded", AuditSeverity.WARNING,
							this::head)
					.because("Long targets and headers cost memory before anyone is authenticated.")
					.mendedBy(RequestsProperties.PREFIX + ".max-uri-length: 8192, max-header-size: 8KB")
					.demandedBy(Checklist.GUIDE.part("2.1"), Checklist.INTEGRATION.part("Phase 6")),
				AuditCheck.of("HRD-REQ-003", "The query of a request is bounded", AuditSeverity.WARNING, this::query)
					.because("Thousands of parameters cost time before anyone looks at them.")
					.mendedBy(RequestsProperties.PREFIX + ".max-query-parameters: 100")
					.demandedBy(Checklist.INTEGRATION.part("Phase 6")),
				AuditCheck.of("HRD-REQ-004", "The work on a request has a deadline", AuditSeverity.WARNING, this::work)
					.because("Requests that never end hold all threads in the end.")
					.mendedBy(RequestsProperties.PREFIX + ".timeout: 60s")
					.demandedBy("ASVS 5.0 15.2.2", Checklist.INTEGRATION.part("Phase 6")),
				AuditCheck.of("HRD-REQ-005", "A client that sends slowly is dropped", AuditSeverity.WARNING, this::slow)
					.because("One machine holds every connection open with a byte now and then.")
					.mendedBy(CONNECTION_TIMEOUT + ": 20s")
					.demandedBy("ASVS 5.0 15.2.2", Checklist.GUIDE.part("7")));
	}

	private AuditResult body() {
		return bounded(this.properties.maxBodySize().compareTo(LARGEST_BODY) <= 0,
				"The largest is %s.".formatted(this.properties.maxBodySize()));
	}

	private AuditResult head() {
		return bounded(
				this.properties.maxUriLength() <= LONGEST_URI
						&& this.properties.maxHeaderSize().compareTo(LARGEST_HEAD) <= 0,
				"The longest target has %d characters, the largest head %s.".formatted(this.properties.maxUriLength(),
						this.properties.maxHeaderSize()));
	}

	private AuditResult query() {
		return bounded(this.properties.maxQueryParameters() <= MOST_PARAMETERS,
				"A query has up to %d parameters.".formatted(this.properties.maxQueryParameters()));
	}

	private AuditResult bounded(boolean good, String evidence) {
		if (!this.properties.enabled()) {
			return AuditResult.fail("Requests are not bounded.")
				.withProperty(RequestsProperties.PREFIX + ".enabled: true");
		}
		boolean reported = this.properties.mode() == ControlMode.REPORT;
		return (reported && good) ? AuditResult.warn("Nothing is refused, only reported.")
			.withProperty(RequestsProperties.PREFIX + ".mode: enforce") : AuditResult.passIf(good, evidence);
	}

	private AuditResult work() {
		Duration timeout = this.properties.timeout();
		boolean good = this.properties.enabled() && !timeout.isZero() && timeout.compareTo(LONGEST) <= 0;
		return AuditResult.passIf(good, (this.properties.enabled() && !timeout.isZero())
				? "It is %d s.".formatted(timeout.toSeconds()) : "There is none.");
	}

	private AuditResult slow() {
		String value = this.environment.getProperty(CONNECTION_TIMEOUT);
		if (value == null) {
			return AuditResult.warn("The server keeps to its own default.");
		}
		Duration timeout = DurationStyle.detectAndParse(value);
		return AuditResult.passIf(!timeout.isNegative() && timeout.compareTo(SLOWEST) <= 0,
				"After %d s.".formatted(timeout.toSeconds()));
	}

}
