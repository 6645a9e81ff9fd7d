package dev.hardening.audit;

import java.util.function.BiConsumer;

/**
 * Adds lines to the summary that is logged when the application is ready: a store that is
 * used, a pool and its size.
 */
@FunctionalInterface
public interface SummaryContributor {

	/**
	 * Add lines.
	 * @param lines takes a short name and a value without any secret
	 */
	void contribute(BiConsumer<String, String> lines);

}
