package dev.hardening.secrets;

import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties of {@link RedactionPolicy#redact(String)} that hold for any text.
 */
class RedactionRobustnessTests {

	private final RedactionPolicy policy = RedactionPolicy.builtIn();

	@Property(tries = 2000)
	void redactWhenTextIsHostileNeitherFailsNorUncovers(@ForAll("hostile") String before,
			@ForAll @AlphaChars @StringLength(min = 8, max = 20) String secret, @ForAll("hostile") String after) {
		String value = "Zq7" + secret;
		String redacted = this.policy.redact(before + "\npassword=" + value + " " + after);
		assertThat(redacted).doesNotContain(value);
	}

	@Property(tries = 2000)
	void redactWhenRepeatedIsStable(@ForAll("hostile") String text) {
		String once = this.policy.redact(text);
		assertThat(this.policy.redact(once).length())
			.isLessThanOrEqualTo(once.length() + RedactionPolicy.MASK.length() * 8);
	}

	// Ten times the text may take about ten times as long; a quadratic pass takes a
	// hundred times. Compilation can spoil a measurement, not five.
	@Property(tries = 60)
	void redactWhenTextGrowsTakesLinearTime(@ForAll("fragment") String fragment, @ForAll("fragment") String other) {
		String unit = fragment + other;
		String small = unit.repeat(50_000 / unit.length() + 1);
		String large = small.repeat(10);
		assertThat(IntStream.range(0, 5).anyMatch((i) -> fastest(large) < fastest(small) * 40)).isTrue();
	}

	private long fastest(String text) {
		long fastest = Long.MAX_VALUE;
		for (int i = 0; i < 4; i++) {
			long start = cpuTime();
			this.policy.redact(text);
			fastest = Math.min(fastest, cpuTime() - start);
		}
		return fastest;
	}

	// Not the clock on the wall: that also counts what others do on the machine.
	private long cpuTime() {
		return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
	}

	@Provide
	Arbitrary<String> hostile() {
		return fragment().list().ofMaxSize(12).map((fragments) -> String.join("", fragments));
	}

	@Provide
	Arbitrary<String> fragment() {
		return Arbitraries.of("password", "token", "Authorization", "Cookie", "secrets[0]", "=", ":", "://", "%3D", "%",
				"\"", "\\\"", "'", "\\", " ", "   ", "\n", "@", "/", "[", "]", "{", "}", ",", ";", "eyJ", "eyJa.", ".",
				"Bearer ", "Basic ", "hk_", "sk-", "ghp_a1", "-----BEGIN ", "PRIVATE KEY-----", "-----END ", "-",
				"4111", "4 ", "4-1", "5", "null", "a", "é", "\uD83D\uDE00", "\u0000");
	}

}
