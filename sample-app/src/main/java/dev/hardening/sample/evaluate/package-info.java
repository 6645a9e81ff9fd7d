/**
 * Comparisons of colours, costly enough to be limited each by itself.
 */
@NullMarked
package dev.hardening.sample.evaluate;

import org.jspecify.annotations.NullMarked;
