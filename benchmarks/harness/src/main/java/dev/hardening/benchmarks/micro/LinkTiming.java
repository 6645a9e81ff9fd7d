package dev.hardening.benchmarks.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.hardening.benchmarks.report.Options;
import dev.hardening.benchmarks.report.Report;
import dev.hardening.signedurl.PresentedUrl;
import dev.hardening.signedurl.SignedUrlService;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Whether the time of a refusal tells how much of a link's signature was guessed.
 */
public final class LinkTiming {

	private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	private static final String SIGNATURE = "signature=";

	private final Random random = new Random();

	private final SignedUrlService service;

	private final String path;

	private final String query;

	private final int first;

	private LinkTiming(SignedUrlService service, String link) {
		this.service = service;
		this.path = link.substring(0, link.indexOf('?'));
		this.query = link.substring(link.indexOf('?') + 1);
		this.first = this.query.indexOf(SIGNATURE) + SIGNATURE.length();
	}

	/**
	 * Measure.
	 * @param arguments the options
	 * @throws Exception if the results cannot be written
	 */
	public static void main(String... arguments) throws Exception {
		Options options = new Options(arguments);
		try (ConfigurableApplicationContext context = Started
			.with("--hardening.signed-urls.secret=" + Started.SECRET)) {
			SignedUrlService service = context.getBean(SignedUrlService.class);
			new LinkTiming(service, service.sign("/files/report.pdf").url()).run(options);
		}
	}

	private void run(Options options) throws Exception {
		int rounds = options.number("rounds", 20_000);
		TimingComparison<PresentedUrl> comparison = new TimingComparison<>(rounds, this::refuse);
		int last = this.query.length() - 1;
		comparison.compare("warm-up", () -> wrongAt(this.first), () -> wrongAt(last));
		List<List<String>> rows = new ArrayList<>();
		rows.add(comparison.compare("wrong in the first / in the last character", () -> wrongAt(this.first),
				() -> wrongAt(last)));
		rows.add(comparison.compare("one character from the signature / nothing in common",
				() -> wrongAt(this.first + this.random.nextInt(last - this.first)), this::unknown));
		rows.add(comparison.compare("control: nothing in common / nothing in common", this::unknown, this::unknown));
		Report report = new Report(options.directory(), "timing-links", "Timing of refused links", "timing" + options);
		report.line("")
			.line("Welch's t between the times of two kinds of wrong signatures, each kind %,d times."
				.formatted(rounds));
		report.table(
				List.of("kinds", "mean ns", "t", "told apart (beyond %.1f)".formatted(TimingComparison.TOLD_APART)),
				rows);
		report.write();
	}

	private PresentedUrl wrongAt(int index) {
		StringBuilder wrong = new StringBuilder(this.query);
		int value = ALPHABET.indexOf(wrong.charAt(index));
		wrong.setCharAt(index, ALPHABET.charAt((value + 1 + this.random.nextInt(63)) % 64));
		return presented(wrong);
	}

	private PresentedUrl unknown() {
		StringBuilder unknown = new StringBuilder(this.query);
		for (int i = this.first; i < unknown.length(); i++) {
			unknown.setCharAt(i, ALPHABET.charAt(this.random.nextInt(64)));
		}
		return presented(unknown);
	}

	private PresentedUrl presented(StringBuilder query) {
		return new PresentedUrl("GET", this.path, query.toString(), null, null);
	}

	private long refuse(PresentedUrl url) {
		long begin = System.nanoTime();
		boolean valid = this.service.verify(url);
		long time = System.nanoTime() - begin;
		if (valid) {
			throw new IllegalStateException("A wrong link was valid");
		}
		return time;
	}

}
