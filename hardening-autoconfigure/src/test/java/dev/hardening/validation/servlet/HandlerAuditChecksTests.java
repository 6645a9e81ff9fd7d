package dev.hardening.validation.servlet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditStatus;
import dev.hardening.validation.MaxBatch;
import dev.hardening.validation.SafeName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
			.containsExactlyInAnyOrder(AuditStatus.PASS, AuditStatus.SKIPPED, AuditStatus.SKIPPED, AuditStatus.SKIPPED,
					AuditStatus.SKIPPED);
	}

	@ParameterizedTest
	@CsvSource({ "list, PASS", "batch, PASS", "members, PASS", "openList, FAIL", "openArray, FAIL", "openMember, FAIL",
			"openDeep, FAIL", "openMap, FAIL", "unlimited, FAIL", "valid, SKIPPED", "text, SKIPPED" })
	void listInABodyWhenItHasNoBoundIsNamed(String handler, AuditStatus expected) {
		assertThat(results(true, handler).get("HRD-VAL-005").status()).isEqualTo(expected);
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

		void batch(@RequestBody @MaxBatch(20) List<Body> bodies) {
		}

		void members(@Valid @RequestBody Bounded body) {
		}

		void openList(@RequestBody List<Body> bodies) {
		}

		void openArray(@RequestBody String[] names) {
		}

		void openMember(@Valid @RequestBody Open<Body> body) {
		}

		void openDeep(@RequestBody @Size(max = 3) List<Open<String>> bodies) {
		}

		void openMap(@RequestBody Map<String, String> words) {
		}

		void unlimited(@RequestBody @Size(min = 1) List<Body> bodies) {
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

	private record Bounded(@Size(max = 3) List<Body> some, @MaxBatch Set<String> others, @Nullable Bounded next) {

	}

	private record Open<T>(@Size(max = 3) List<T> some, List<T> others) {

	}

}
