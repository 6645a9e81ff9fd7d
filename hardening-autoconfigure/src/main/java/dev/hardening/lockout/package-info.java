/**
 * Locks out whoever keeps guessing credentials, on the stores of the rate limits.
 */
@NullMarked
package dev.hardening.lockout;

import org.jspecify.annotations.NullMarked;
