package dev.hardening.ratelimit;

import java.util.List;
import java.util.Objects;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;
import dev.hardening.web.AddressBlock;
import dev.hardening.web.ClientIpProperties;
import dev.hardening.web.ControlMode;
import org.jspecify.annotations.Nullable;

/**
 * Whether requests are limited, and whether by the right address.
 */
final class RateLimitAuditChecks implements AuditChecks {

	private final RateLimitProperties properties;

	private final ClientIpProperties clientIp;

	private final @Nullable RateLimitPolicies policies;

	private final @Nullable ClientAccess access;

	RateLimitAuditChecks(RateLimitProperties properties, ClientIpProperties clientIp,
			@Nullable RateLimitPolicies policies, @Nullable ClientAccess access) {
		this.properties = properties;
		this.clientIp = clientIp;
		this.policies = policies;
		this.access = access;
	}

	@Override
	public List<AuditCheck> checks() {
		return List.of(AuditCheck.of("HRD-RL-001", "Requests are rate limited", AuditSeverity.WARNING, this::areLimited)
			.because("Without limits one client can take the capacity of all, and passwords can be guessed at speed.")
			.mendedBy("hardening.rate-limit.enabled: true")
			.demandedBy("ASVS 5.0 2.4.1", Checklist.GUIDE.part("1"), Checklist.STORY.part("2"),
					Checklist.INTEGRATION.part("Phase 2"), Checklist.IMPROVEMENTS.part("1"),
					Checklist.CONFIGURATION.part("Rate Limiting")),
				AuditCheck
					.of("HRD-RL-002", "Clients behind proxies are told apart", AuditSeverity.WARNING,
							this::areToldApart)
					.because(
							"Limits by address count everyone behind a proxy as one, or believe an address that clients make up.")
					.mendedBy("hardening.client-ip.trusted-proxies: the addresses of the proxies")
					.demandedBy("ASVS 5.0 4.1.3", Checklist.IMPROVEMENTS.part("6")));
	}

	private AuditResult areLimited() {
		AuditResult result;
		if (this.policies == null) {
			result = AuditResult.fail("No request is limited.").withProperty("hardening.rate-limit.enabled: true");
		}
		else if (this.properties.mode() == ControlMode.REPORT) {
			result = AuditResult.warn("All policies only report.").withProperty("hardening.rate-limit.mode: enforce");
		}
		else if (this.policies.all().isEmpty()) {
			result = AuditResult.fail("There is no policy.")
				.withProperty("hardening.rate-limit.policies.api.enabled: true");
		}
		else {
			result = AuditResult.pass("The policies are %s.".formatted(this.policies.all()));
		}
		return result.withReference("ASVS 5.0 2.4.1");
	}

	private AuditResult areToldApart() {
		List<String> trusted = Objects.requireNonNullElse(this.clientIp.trustedProxies(), List.of());
		List<String> undeclared = (this.access != null) ? this.access.undeclaredProxies() : List.of();
		AuditResult result;
		if (trusted.stream().map(AddressBlock::parse).anyMatch(AddressBlock::isEverything)) {
			result = AuditResult.fail("Every peer is a trusted proxy, so clients choose their own address.");
		}
		else if (undeclared.isEmpty()) {
			result = AuditResult.pass("No undeclared proxy was seen.");
		}
		else {
			String seen = "Peers on private addresses send a forwarding header and are not declared: %s."
				.formatted(String.join(", ", undeclared));
			result = trusted.isEmpty() ? AuditResult.fail(seen) : AuditResult.warn(seen);
		}
		return result.withProperty("hardening.client-ip.trusted-proxies: the addresses of the proxies")
			.withReference("ASVS 5.0 4.1.3");
	}

}
