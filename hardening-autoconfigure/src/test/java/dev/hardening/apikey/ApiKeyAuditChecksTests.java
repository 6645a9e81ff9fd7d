package dev.hardening.apikey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ApiKeyAuditChecks}.
 */
class ApiKeyAuditChecksTests {

	private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

	private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(91));

	private static final Instant LATER = NOW.plus(Duration.ofDays(60));

	private final ApiKeyService keys = mock(ApiKeyService.class);

	@Test
	void keysWhenThereAreNoneAreFine() {
		given(this.keys.list()).willReturn(List.of());
		for (String id : List.of("HRD-KEY-001", "HRD-KEY-002", "HRD-KEY-003")) {
			assertThat(run(id).status()).isEqualTo(AuditStatus.PASS);
		}
	}

	@Test
	void keyWhenNotUsedForNinetyDaysIsIdle() {
		given(this.keys.list()).willReturn(List.of(key("forgotten", LONG_AGO, LONG_AGO, LATER, null),
				key("never-used", LONG_AGO, null, LATER, null), key("new", NOW, null, LATER, null),
				key("used", LONG_AGO, NOW, LATER, null), key("configured", null, null, LATER, null),
				key("revoked", LONG_AGO, LONG_AGO, LATER, NOW)));
		assertThat(run("HRD-KEY-001").evidence()).isEqualTo("2 active idle: forgotten, never-used.");
		assertThat(run("HRD-KEY-001").status()).isEqualTo(AuditStatus.WARN);
	}

	@Test
	void keyWhenWithoutAnEndIsNamed() {
		given(this.keys.list()).willReturn(List.of(key("endless", NOW, NOW, null, null),
				key("revoked", NOW, NOW, null, NOW), key("ending", NOW, NOW, LATER, null)));
		assertThat(run("HRD-KEY-002").evidence()).isEqualTo("1 active without an end: endless.");
		assertThat(run("HRD-KEY-002").status()).isEqualTo(AuditStatus.WARN);
	}

	@Test
	void keyWhenItExpiresSoonIsNamedUnlessItWasRotated() {
		Instant soon = NOW.plus(Duration.ofDays(13));
		ApiKey rotated = new ApiKey("rotated", "name", "hint", Set.of(), Set.of(), null, NOW, soon, NOW, null, null,
				"successor");
		given(this.keys.list()).willReturn(List.of(rotated, key("soon", NOW, NOW, soon, null),
				key("over", NOW, NOW, NOW.minusSeconds(1), null), key("later", NOW, NOW, LATER, null)));
		assertThat(run("HRD-KEY-003").evidence()).isEqualTo("1 active about to expire: soon.");
		assertThat(run("HRD-KEY-003").status()).isEqualTo(AuditStatus.WARN);
	}

	@Test
	void keysWhenManyAreCountedAndSomeNamed() {
		List<ApiKey> many = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			many.add(key("k" + i, NOW, NOW, null, null));
		}
		given(this.keys.list()).willReturn(many);
		assertThat(run("HRD-KEY-002").evidence()).isEqualTo("7 active without an end: k0, k1, k2, k3, k4, ....");
	}

	@Test
	void checkWhenTheStoreDoesNotAnswerIsSkipped() {
		given(this.keys.list()).willThrow(new IllegalStateException("jdbc:secret"));
		assertThat(run("HRD-KEY-001").status()).isEqualTo(AuditStatus.SKIPPED);
		assertThat(run("HRD-KEY-001").evidence()).doesNotContain("secret");
	}

	private AuditResult run(String id) {
		return new ApiKeyAuditChecks(this.keys, Clock.fixed(NOW, ZoneOffset.UTC)).checks()
			.stream()
			.filter((check) -> check.id().equals(id))
			.map(AuditCheck::run)
			.findFirst()
			.orElseThrow();
	}

	private static ApiKey key(String id, @Nullable Instant created, @Nullable Instant used, @Nullable Instant expires,
			@Nullable Instant revoked) {
		return new ApiKey(id, "name", "hint", Set.of(), Set.of(), null, created, expires, used, null, revoked, null);
	}

}
