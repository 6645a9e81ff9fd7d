/**
 * The database: migrations at the start, the pool, and what the audit wants to know of
 * the connection.
 */
@NullMarked
package dev.hardening.database;

import org.jspecify.annotations.NullMarked;
