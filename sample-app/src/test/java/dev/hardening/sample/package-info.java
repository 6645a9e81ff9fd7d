/**
 * The sample as its users meet it: over a real port.
 */
@NullMarked
package dev.hardening.sample;

import org.jspecify.annotations.NullMarked;
