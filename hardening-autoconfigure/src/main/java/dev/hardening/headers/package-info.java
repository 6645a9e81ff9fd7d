/**
 * Security headers: what each profile sends, decided once at start-up, and what browsers
 * report about it.
 */
@NullMarked
package dev.hardening.headers;

import org.jspecify.annotations.NullMarked;
