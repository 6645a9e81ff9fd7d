package dev.hardening.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Knows when the data of the application was last saved. A bean of this type lets the
 * audit hold backups against {@code hardening.audit.backups.max-age}.
 */
@FunctionalInterface
public interface LastBackup {

	/**
	 * Return when the last good backup was complete.
	 * @return the moment, {@code null} when there is none
	 */
	@Nullable Instant finishedAt();

}
