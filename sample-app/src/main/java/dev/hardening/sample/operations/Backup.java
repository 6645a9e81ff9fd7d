package dev.hardening.sample.operations;

import java.time.Instant;

/**
 * A backup that was stored and could be read again.
 *
 * @param name its name in the store
 * @param bytes its size
 * @param finishedAt when it was complete
 */
record Backup(String name, long bytes, Instant finishedAt) {

}
