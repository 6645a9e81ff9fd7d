/**
 * An image-rendering studio that exercises every control of the starter.
 */
@NullMarked
package dev.hardening.sample;

import org.jspecify.annotations.NullMarked;
