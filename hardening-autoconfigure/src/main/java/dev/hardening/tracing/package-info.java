/**
 * Traces that tell no secret.
 */
@NullMarked
package dev.hardening.tracing;

import org.jspecify.annotations.NullMarked;
