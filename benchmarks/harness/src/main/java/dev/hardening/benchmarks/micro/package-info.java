/**
 * Microbenchmarks of single controls.
 */
@NullMarked
package dev.hardening.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
