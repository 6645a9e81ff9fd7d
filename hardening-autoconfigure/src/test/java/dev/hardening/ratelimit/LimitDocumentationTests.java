package dev.hardening.ratelimit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the forms of a limit in the documentation against the parser: what is written
 * there is read as it says, and nothing else is read.
 */
class LimitDocumentationTests {

	private static final Pattern ROW = Pattern.compile("^\\| (\\w+) \\| ([^|]*) \\| ([^|]*) \\|$", Pattern.MULTILINE);

	private static final Pattern TEXT = Pattern.compile("`([^`]+)`");

	private static final Pattern BOUNDS = Pattern
		.compile("between `(\\d+)/(\\d+)d` and `(\\d+)/(\\d+)s`.* period of `(\\d+)ms` to `(\\d+)d`");

	private static final List<String> LONG_NAMES = List.of("nanoseconds", "microseconds", "milliseconds", "millis",
			"seconds", "secs", "minutes", "mins", "hours", "hrs", "days", "weeks", "months", "years");

	@Test
	void unitsThatAreReadAreThoseOfTheTable() throws IOException {
		Map<String, Duration> documented = new TreeMap<>();
		Matcher row = rows();
		while (row.find()) {
			Duration period = period(row);
			texts(row.group(2)).forEach((name) -> documented.put(name, period));
		}
		Map<String, Duration> read = new TreeMap<>();
		for (String name : candidates()) {
			if (isRead("1/1" + name)) {
				read.put(name, Limit.parse("1/1" + name).period());
			}
		}
		assertThat(read).isEqualTo(documented).hasSizeGreaterThan(10);
	}

	@Test
	void examplesOfARowAreOneLimitInItsUnit() throws IOException {
		Matcher row = rows();
		int rows = 0;
		while (row.find()) {
			List<String> examples = texts(row.group(3));
			assertThat(examples).hasSizeGreaterThan(1);
			Limit limit = Limit.parse(examples.get(0));
			assertThat(examples).extracting(Limit::parse).as(row.group()).containsOnly(limit);
			assertThat(limit.toString()).endsWith(texts(row.group(2)).get(0));
			rows++;
		}
		assertThat(rows).isEqualTo(5);
	}

	// Permits, what separates, and a number or none, with each of the units.
	@Test
	void unitsOfTheTableAreReadInEveryForm() throws IOException {
		Matcher row = rows();
		while (row.find()) {
			Duration period = period(row);
			for (String name : texts(row.group(2))) {
				assertRead(new Limit(3, period, 3, Refill.GREEDY), name, "3/1%s", "3/%s", "3 / 1 %s", "3 per %s",
						"3 per 1 %s", "3per1%s", "3per%S", " 3/1%S ");
				assertRead(new Limit(3, period.multipliedBy(2), 3, Refill.GREEDY), name, "3/2%s", "3 per 2%s");
				assertThat(Stream
					.of("3 %s", "31%s", "3 in 1 %s", "3 PER 1 %s", "3/1/%s", "/1%s", "3/-1%s", "3/1.5%s", "%s")
					.map((form) -> String.format(Locale.ROOT, form, name))).noneMatch(LimitDocumentationTests::isRead);
			}
		}
	}

	@Test
	void limitsAtTheBoundsAreReadAndThoseBeyondAreNot() throws IOException {
		Matcher bounds = BOUNDS.matcher(section());
		assertThat(bounds.find()).isTrue();
		long[] bound = Stream.of(1, 2, 3, 4, 5, 6).map(bounds::group).mapToLong(Long::parseLong).toArray();
		assertThat(Stream.of(limit(bound[0], bound[1], "d"), limit(bound[2], bound[3], "s"), limit(1, bound[4], "ms"),
				limit(1, bound[5], "d")))
			.allMatch(LimitDocumentationTests::isRead);
		assertThat(Stream.of(limit(bound[0] - 1, bound[1], "d"), limit(bound[0], bound[1] + 1, "d"),
				limit(bound[2] + 1, bound[3], "s"), limit(bound[2] + 1, bound[3] + 1, "s"),
				limit(bound[2], bound[3] * 1000 - 1, "ms"), limit(1, bound[4] - 1, "ms"), limit(1, bound[5] + 1, "d")))
			.noneMatch(LimitDocumentationTests::isRead);
	}

	private static String limit(long permits, long amount, String unit) {
		return permits + "/" + amount + unit;
	}

	private static void assertRead(Limit limit, String unit, String... forms) {
		for (String form : forms) {
			String text = String.format(Locale.ROOT, form, unit);
			assertThat(Limit.parse(text)).as(text).isEqualTo(limit);
		}
	}

	private static boolean isRead(String text) {
		try {
			Limit.parse(text);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	// Every word of up to three letters, and whatever the name of a unit begins with.
	private static Set<String> candidates() {
		Set<String> words = new TreeSet<>();
		Set<String> shorter = Set.of("");
		for (int length = 1; length <= 3; length++) {
			Set<String> longer = new TreeSet<>();
			for (String word : shorter) {
				for (char letter = 'a'; letter <= 'z'; letter++) {
					longer.add(word + letter);
				}
			}
			words.addAll(longer);
			shorter = longer;
		}
		for (String name : LONG_NAMES) {
			for (int length = 1; length <= name.length(); length++) {
				words.add(name.substring(0, length));
				words.add(name.substring(0, length) + "s");
			}
		}
		return words;
	}

	private static Duration period(Matcher row) {
		return ChronoUnit.valueOf(row.group(1).toUpperCase(Locale.ROOT).replace("MILLISECONDS", "MILLIS"))
			.getDuration();
	}

	private static List<String> texts(String cell) {
		return TEXT.matcher(cell).results().map((text) -> text.group(1)).toList();
	}

	private static Matcher rows() throws IOException {
		String section = section();
		// After the line below the headings.
		return ROW.matcher(section.substring(section.indexOf("| --- |")));
	}

	private static String section() throws IOException {
		String text = Files.readString(Path.of("..", "docs", "rate-limiting.md"));
		int begin = text.indexOf("\n## Limits\n");
		assertThat(begin).isNotNegative();
		return text.substring(begin, text.indexOf("\n## ", begin + 1));
	}

}
