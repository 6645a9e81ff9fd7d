package dev.hardening.logging;

import java.util.UUID;

import dev.hardening.environment.InvalidPropertyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RequestIds}.
 */
class RequestIdsTests {

	private static final UUID FRESH = new UUID(1, 2);

	private final RequestIds ids = new RequestIds(new RequestIdProperties("X-Request-ID", true), () -> FRESH);

	@ParameterizedTest
	@ValueSource(strings = { "12345678", "a.b_c-D9", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" })
	void chooseWhenWellFormedTakesTheCallersId(String offered) {
		assertThat(this.ids.choose(offered)).isEqualTo(offered);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1234567", "with space", "line\nbreak", "<script>", "umlautäöü", "semi;colon",
			"\"quoted\"", "nul\0character", "\u212A12345678" })
	void chooseWhenMalformedMakesAnId(String offered) {
		assertThat(this.ids.choose(offered)).isEqualTo(FRESH.toString());
	}

	@Test
	void chooseWhenNothingIsOfferedMakesARandomUuid() {
		String id = new RequestIds(new RequestIdProperties("X-Request-ID", true)).choose(null);
		assertThat(UUID.fromString(id).version()).isEqualTo(4);
		assertThat(UUID.fromString(id).variant()).isEqualTo(2);
	}

	@Test
	void chooseWhenLongerThanAllowedMakesAnId() {
		assertThat(this.ids.choose("a".repeat(128))).isEqualTo("a".repeat(128));
		assertThat(this.ids.choose("a".repeat(129))).isEqualTo(FRESH.toString());
	}

	@Test
	void chooseWhenNothingIsOfferedMakesDistinctIds() {
		RequestIds ids = new RequestIds(new RequestIdProperties("X-Request-ID", true));
		assertThat(ids.choose(null)).isNotEqualTo(ids.choose(null)).hasSize(36);
	}

	@Test
	void chooseWhenCallersAreNotTrustedMakesAnId() {
		RequestIds ids = new RequestIds(new RequestIdProperties("X-Request-ID", false), () -> FRESH);
		assertThat(ids.choose("12345678")).isEqualTo(FRESH.toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "X Request", "X-Request-ID:", "X\r\nSet-Cookie" })
	void createWhenHeaderIsNoNameIsRefused(String header) {
		assertThatExceptionOfType(InvalidPropertyException.class)
			.isThrownBy(() -> new RequestIds(new RequestIdProperties(header, true)))
			.satisfies((ex) -> assertThat(ex.key()).isEqualTo("hardening.request-id.header"));
	}

}
