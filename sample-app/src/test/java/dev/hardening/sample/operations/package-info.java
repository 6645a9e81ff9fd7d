/**
 * Tests of what those who run the studio want to know.
 */
@NullMarked
package dev.hardening.sample.operations;

import org.jspecify.annotations.NullMarked;
