package dev.hardening.ratelimit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads and writes limits as text. Used at start-up only.
 */
final class LimitText {

	private static final Pattern LIMIT = Pattern.compile("(\\d{1,10})\\s*(?:/|per)\\s*(\\d{0,9})\\s*([a-zA-Z]+)");

	private static final Map<String, ChronoUnit> UNITS = Map.ofEntries(Map.entry("ms", ChronoUnit.MILLIS),
			Map.entry("s", ChronoUnit.SECONDS), Map.entry("sec", ChronoUnit.SECONDS),
			Map.entry("second", ChronoUnit.SECONDS), Map.entry("m", ChronoUnit.MINUTES),
			Map.entry("min", ChronoUnit.MINUTES), Map.entry("minute", ChronoUnit.MINUTES),
			Map.entry("h", ChronoUnit.HOURS), Map.entry("hour", ChronoUnit.HOURS), Map.entry("d", ChronoUnit.DAYS),
			Map.entry("day", ChronoUnit.DAYS));

	private LimitText() {
	}

	static Limit parse(String text) {
		Matcher matcher = LIMIT.matcher(text.trim());
		ChronoUnit unit = matcher.matches() ? unit(matcher.group(3)) : null;
		if (unit == null) {
			throw new IllegalArgumentException("is not a number of permits and a period");
		}
		long permits = Long.parseLong(matcher.group(1));
		long amount = matcher.group(2).isEmpty() ? 1 : Long.parseLong(matcher.group(2));
		return new Limit(permits, Duration.of(amount, unit), Math.max(permits, 1), Refill.GREEDY);
	}

	private static @Nullable ChronoUnit unit(String text) {
		String name = text.toLowerCase(Locale.ROOT);
		ChronoUnit unit = UNITS.get(name);
		boolean plural = unit == null && name.length() > 3 && name.endsWith("s");
		return plural ? UNITS.get(name.substring(0, name.length() - 1)) : unit;
	}

	static String format(Duration period) {
		if (period.toMillis() % 1000 != 0) {
			return period.toMillis() + "ms";
		}
		long seconds = period.toSeconds();
		if (seconds % 86400 == 0) {
			return seconds / 86400 + "d";
		}
		if (seconds % 3600 == 0) {
			return seconds / 3600 + "h";
		}
		return (seconds % 60 == 0) ? seconds / 60 + "m" : seconds + "s";
	}

}
