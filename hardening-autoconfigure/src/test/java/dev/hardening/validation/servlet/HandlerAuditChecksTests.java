package dev.hardening.validation.servlet;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditStatus;
import dev.hardening.validation.SafeName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.Test;

import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandlerAuditChecks}.
 */
class HandlerAuditChecksTests {

	@Test
	void validatorWhenAbsentFails() {
		assertThat(results(false, "plain").get("HRD-VAL-001").status()).isEqualTo(AuditStatus.FAIL);
		assertThat(results(true, "plain").get("HRD-VAL-001").status()).isEqualTo(AuditStatus.PASS);
	}

	@Test
	void bodyWhenValidatedInAnyWayPasses() {
		assertThat(results(true, "valid", "validated", "list").get("HRD-VAL-002"))
			.extracting(AuditResult::status, AuditResult::evidence)
			.containsExactly(AuditStatus.PASS, "All 3 are.");
	}

	@Test
	void bodyWhenNotValidatedIsNamed() {
		AuditResult result = results(true, "valid", "open", "text").get("HRD-VAL-002");
		assertThat(result.status()).isEqualTo(AuditStatus.FAIL);
		assertThat(result.evidence()).isEqualTo("1 of 2 are not, in Handlers.open.");
	}

	@Test
	void textWhenConstrainedPassesAndNumbersNeedNoConstraint() {
		assertThat(results(true, "path", "number").get("HRD-VAL-003").evidence()).isEqualTo("All 1 are.");
		assertThat(results(true, "query").get("HRD-VAL-003").status()).isEqualTo(AuditStatus.FAIL);
	}

	@Test
	void handlersWhenTheyTakeNothingAreSkipped() {
		assertThat(results(true, "plain").values()).extracting(AuditResult::status)
			.containsExactlyInAnyOrder(AuditStatus.PASS, AuditStatus.SKIPPED, AuditStatus.SKIPPED, AuditStatus.SKIPPED);
	}

	private static Map<String, AuditResult> results(boolean validator, String... names) {
		Handlers handlers = new Handlers();
		List<HandlerMethod> methods = Stream.of(Handlers.class.getDeclaredMethods())
			.filter((method) -> List.of(names).contains(method.getName()))
			.map((method) -> new HandlerMethod(handlers, method))
			.toList();
		return new HandlerAuditChecks(() -> methods, validator).checks()
			.stream()
			.collect(Collectors.toMap(AuditCheck::id, AuditCheck::run));
	}

	@SuppressWarnings("unused")
	private static final class Handlers {

		void plain() {
		}

		void valid(@Valid @RequestBody Body body) {
		}

		void validated(@Validated @RequestBody Body body) {
		}

		void list(@RequestBody @Size(max = 10) List<@Valid Body> bodies) {
		}

		void open(@RequestBody Body body) {
		}

		void text(@RequestBody String body) {
		}

		void path(@PathVariable @SafeName String name) {
		}

		void number(@PathVariable long id) {
		}

		void query(@RequestParam String q) {
		}

	}

	private record Body(String name) {

	}

}
