package dev.hardening.sample.login;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link SecondFactor} by the vectors of the standards.
 */
class SecondFactorTests {

	/** The secret of RFC 4226, appendix D, and RFC 6238, appendix B. */
	private static final String SECRET = Base32.encode("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

	private static final Account ACCOUNT = new Account(7, "ada", "", SECRET, true, 0, List.of());

	private final Accounts accounts = mock(Accounts.class);

	@BeforeEach
	void acceptEveryStepOnce() {
		given(this.accounts.useTotpStep(anyLong(), anyLong())).willReturn(true);
	}

	/** RFC 6238, appendix B, for SHA-1: the last six of its eight digits. */
	@ParameterizedTest
	@CsvSource({ "59, 287082, 1", "1111111109, 081804, 37037036", "1111111111, 050471, 37037037",
			"1234567890, 005924, 41152263", "2000000000, 279037, 66666666", "20000000000, 353130, 666666666" })
	void codeWhenOfRfc6238IsGoodAtItsTimeAndUsesItsStepUp(long second, String code, long step) {
		assertThat(at(second).check(ACCOUNT, SECRET, code)).isTrue();
		then(this.accounts).should().useTotpStep(7, step);
		given(this.accounts.useTotpStep(7, step)).willReturn(false);
		assertThat(at(second).check(ACCOUNT, SECRET, code)).isFalse();
	}

	/** RFC 4226, appendix D: the counter is the number of the step. */
	@ParameterizedTest
	@CsvSource({ "0, 755224", "1, 287082", "2, 359152", "3, 969429", "4, 338314", "5, 254676", "6, 287922", "7, 162583",
			"8, 399871", "9, 520489" })
	void codeWhenOfRfc4226IsGoodInItsStepAndTheNextOnly(long step, String code) {
		assertThat(at(step * 30).check(ACCOUNT, SECRET, code)).isTrue();
		assertThat(at(step * 30 + 29).check(ACCOUNT, SECRET, code)).isTrue();
		assertThat(at(step * 30 + 30).check(ACCOUNT, SECRET, code)).isTrue();
		assertThat(at(step * 30 + 59).check(ACCOUNT, SECRET, code)).isTrue();
		assertThat(at(step * 30 + 60).check(ACCOUNT, SECRET, code)).isFalse();
		// Before the first step there is none.
		assertThat(step > 0 && at(step * 30 - 1).check(ACCOUNT, SECRET, code)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "287083", "28708", "2870820", " 287082", "287082 ", "287 082", "+287082",
			"\uff12\uff18\uff17\uff10\uff18\uff12", "94287082" })
	void codeWhenWrittenOtherwiseIsNotGood(String code) {
		assertThat(at(59).check(ACCOUNT, SECRET, code)).isFalse();
		then(this.accounts).should(never()).useTotpStep(anyLong(), anyLong());
	}

	@Test
	void codeWhenOfAnotherSecretIsNotGood() {
		assertThat(at(59).check(ACCOUNT, Base32.encode("another-20-byte-key!".getBytes(StandardCharsets.US_ASCII)),
				"287082"))
			.isFalse();
	}

	private SecondFactor at(long second) {
		return new SecondFactor(this.accounts, Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC));
	}

}
