package dev.hardening.benchmarks.micro;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.CRC32;

import dev.hardening.apikey.ApiKeyService;
import dev.hardening.apikey.ApiKeyVerifier;
import dev.hardening.apikey.NewApiKey;
import dev.hardening.benchmarks.report.Options;
import dev.hardening.benchmarks.report.Report;
import dev.hardening.secrets.Secret;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.core.AuthenticationException;

/**
 * Whether the time of a refusal tells how close a guess at an API key was.
 */
public final class ApiKeyTiming {

	private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private final Random random = new Random();

	private final ApiKeyVerifier verifier;

	private final String body;

	private final int rounds;

	private ApiKeyTiming(ApiKeyVerifier verifier, String key, int rounds) {
		this.verifier = verifier;
		this.body = key.substring(0, key.lastIndexOf('_'));
		this.rounds = rounds;
	}

	/**
	 * Measure.
	 * @param arguments the options
	 * @throws Exception if the results cannot be written
	 */
	public static void main(String... arguments) throws Exception {
		Options options = new Options(arguments);
		try (ConfigurableApplicationContext context = Started.with(ApiKeyBenchmark.Application.class,
				"--hardening.api-keys.enabled=true", "--hardening.api-keys.store=none")) {
			String key = context.getBean(ApiKeyService.class).issue(NewApiKey.named("benchmark")).key().reveal();
			MemoryKeyStore store = context.getBean(MemoryKeyStore.class);
			new ApiKeyTiming(context.getBean(ApiKeyVerifier.class), key, options.number("rounds", 20_000)).run(options,
					store);
		}
	}

	private void run(Options options, MemoryKeyStore store) throws Exception {
		int first = this.body.lastIndexOf('_') + 1;
		int last = this.body.length() - 1;
		// Three characters, so that hardly any key comes twice: whatever was refused
		// before is remembered and refused sooner.
		compare("warm-up", () -> wrongAt(first, first + 1, first + 2), () -> wrongAt(last - 2, last - 1, last));
		List<List<String>> rows = new ArrayList<>();
		rows.add(compare("wrong in the first / in the last three characters",
				() -> wrongAt(first, first + 1, first + 2), () -> wrongAt(last - 2, last - 1, last)));
		// The other key is as fixed as the good one: a processor is faster with what it
		// has
		// seen before, whether that is near a secret or not.
		String nobodys = unknown();
		int[] anywhere = { first, first + 14, last - 13 };
		rows.add(compare("three characters from a good key / from a key that nobody has",
				() -> near(this.body, anywhere), () -> near(nobodys, anywhere)));
		String another = unknown();
		rows.add(compare("control: from a key that nobody has / from another", () -> near(nobodys, anywhere),
				() -> near(another, anywhere)));
		long before = store.lookUps();
		for (int i = 0; i < 100_000; i++) {
			refuse(Secret.of(this.body + "_" + ALPHABET.charAt(random(60)) + "zzzzz"));
		}
		Report report = new Report(options.directory(), "timing", "Timing of refused API keys", "timing" + options);
		report.line("")
			.line("Welch's t between the times of two kinds of wrong but well-formed keys, each kind %,d times."
				.formatted(this.rounds));
		report.table(List.of("kinds", "mean ns", "t", "told apart (beyond 4.5)"), rows);
		report.line("100,000 keys with a wrong checksum cost %d look-ups in the store."
			.formatted(store.lookUps() - before));
		report.write();
	}

	private int random(int bound) {
		return this.random.nextInt(bound);
	}

	private Secret near(String body, int[] parts) {
		return wrongAt(body, parts[0] + random(14), parts[1] + random(14), parts[2] + random(14));
	}

	private Secret wrongAt(int... indexes) {
		return wrongAt(this.body, indexes);
	}

	private Secret wrongAt(String body, int... indexes) {
		char[] wrong = body.toCharArray();
		for (int index : indexes) {
			wrong[index] = ALPHABET.charAt((ALPHABET.indexOf(wrong[index]) + 1 + random(60)) % ALPHABET.length());
		}
		return complete(new String(wrong));
	}

	private String unknown() {
		StringBuilder unknown = new StringBuilder(this.body);
		for (int i = this.body.lastIndexOf('_') + 1; i < unknown.length(); i++) {
			unknown.setCharAt(i, ALPHABET.charAt(random(ALPHABET.length())));
		}
		return unknown.toString();
	}

	// With the checksum, which is no secret.
	private static Secret complete(String body) {
		CRC32 crc = new CRC32();
		crc.update(body.getBytes(StandardCharsets.UTF_8));
		char[] digits = new char[6];
		long rest = crc.getValue();
		for (int i = digits.length - 1; i >= 0; i--) {
			digits[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
			rest /= ALPHABET.length();
		}
		return Secret.of(body + "_" + new String(digits));
	}

	private List<String> compare(String kinds, Supplier<Secret> one, Supplier<Secret> other) {
		return new TimingComparison<Secret>(this.rounds, this::refuse).compare(kinds, one, other);
	}

	private long refuse(Secret key) {
		long begin = System.nanoTime();
		try {
			this.verifier.verify(key);
		}
		catch (AuthenticationException ex) {
			return System.nanoTime() - begin;
		}
		throw new IllegalStateException("A wrong key was good");
	}

}
