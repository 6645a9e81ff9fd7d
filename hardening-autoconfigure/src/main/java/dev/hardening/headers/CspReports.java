package dev.hardening.headers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers which violations browsers report, and how often. Anyone can send reports, so
 * the memory is bounded: a newcomer takes the place of what was reported least, and a
 * flood of inventions cannot drive out what many browsers say.
 */
public final class CspReports {

	/** More distinct violations than anyone reads. */
	static final int MOST = 256;

	private final Map<CspViolation, Long> counts = new HashMap<>();

	private final List<CspViolationListener> listeners;

	/**
	 * Create an empty memory.
	 * @param listeners who wants to hear of violations
	 */
	public CspReports(List<CspViolationListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	/**
	 * Take a report.
	 * @param body the report in either format
	 * @throws IllegalArgumentException if it is not JSON
	 */
	public void report(byte[] body) {
		for (CspViolation violation : CspReportParser.parse(body)) {
			count(violation);
			this.listeners.forEach((listener) -> listener.onViolation(violation));
		}
	}

	private synchronized void count(CspViolation violation) {
		if (this.counts.size() >= MOST && !this.counts.containsKey(violation)) {
			this.counts.entrySet()
				.stream()
				.min(Map.Entry.comparingByValue())
				.ifPresent((least) -> this.counts.remove(least.getKey()));
		}
		this.counts.merge(violation, 1L, Long::sum);
	}

	/**
	 * Return what was reported, the most frequent first.
	 * @return the violations with their counts
	 */
	public synchronized List<Counted> violations() {
		List<Counted> result = new ArrayList<>();
		this.counts.forEach((violation, count) -> result.add(new Counted(violation, count)));
		result.sort(Comparator.comparingLong(Counted::count)
			.reversed()
			.thenComparing((counted) -> counted.violation().directive())
			.thenComparing((counted) -> counted.violation().source()));
		return result;
	}

	/**
	 * A violation and how often it was reported.
	 *
	 * @param violation the violation
	 * @param count the number of reports since it was last new
	 */
	public record Counted(CspViolation violation, long count) {

	}

}
