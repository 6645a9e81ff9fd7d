/**
 * Error reports to Sentry that say what went wrong and nothing of anybody.
 */
@NullMarked
package dev.hardening.sentry;

import org.jspecify.annotations.NullMarked;
