package dev.hardening.headers;

import org.jspecify.annotations.Nullable;

/**
 * What to do about a reported violation.
 *
 * @param directive the directive that was violated
 * @param source the origin, scheme or kind of what was blocked
 * @param count how often it was reported
 * @param key the property that would allow it, or {@code null} when none should
 * @param value the value of that property
 * @param advice one sentence on whether to
 */
public record CspSuggestion(String directive, String source, long count, @Nullable String key, @Nullable String value,
		String advice) {

}
