package dev.hardening.audit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.hardening.audit.AuditProperties.Ignored;

/**
 * Takes findings that are accepted out of those that need attention, in sight of all, and
 * checks that what is accepted exists and is not over.
 */
class IgnoredChecks {

	private final Map<String, Ignored> ignored = new HashMap<>();

	private final Clock clock;

	IgnoredChecks(List<Ignored> ignored, Clock clock) {
		ignored.forEach((element) -> this.ignored.put(String.valueOf(element.id()), element));
		this.clock = clock;
	}

	AuditResult apply(AuditCheck check, AuditResult result) {
		Ignored element = this.ignored.get(check.id());
		boolean bad = result.status() == AuditStatus.FAIL || result.status() == AuditStatus.WARN;
		if (!bad || element == null || element.isOver(LocalDate.now(this.clock))) {
			return result;
		}
		String until = (element.until() != null) ? " until " + element.until() : "";
		return new AuditResult(AuditStatus.IGNORED,
				"%s Ignored%s: %s".formatted(result.evidence(), until, element.reason()), result.property(),
				result.reference());
	}

	AuditCheck check(Set<String> known) {
		return AuditCheck
			.of("HRD-AUD-001", "What the audit ignores exists and is not over", AuditSeverity.WARNING,
					() -> look(known))
			.because("What was accepted for a while must not be forgotten.")
			.mendedBy("hardening.audit.ignore: without the element, or with a later date");
	}

	private AuditResult look(Set<String> known) {
		LocalDate today = LocalDate.now(this.clock);
		List<String> wrong = new ArrayList<>();
		this.ignored.values()
			.stream()
			.filter((element) -> !known.contains(element.id()))
			.forEach((element) -> wrong.add("there is no check %s".formatted(element.id())));
		this.ignored.values()
			.stream()
			.filter((element) -> element.isOver(today))
			.forEach((element) -> wrong.add("%s was ignored until %s".formatted(element.id(), element.until())));
		return AuditResult
			.passIf(wrong.isEmpty(),
					wrong.isEmpty() ? "%d ignored.".formatted(this.ignored.size())
							: "Wrong: " + String.join("; ", wrong.stream().sorted().toList()) + ".")
			.withProperty(AuditProperties.IGNORE + ": without it, or with a later date");
	}

}
