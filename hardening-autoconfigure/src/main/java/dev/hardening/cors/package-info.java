/**
 * Which origins may read answers: cross-origin resource sharing, from properties alone.
 */
@NullMarked
package dev.hardening.cors;

import org.jspecify.annotations.NullMarked;
