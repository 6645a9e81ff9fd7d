/**
 * Applications in processes of their own, under load.
 */
@NullMarked
package dev.hardening.benchmarks.load;

import org.jspecify.annotations.NullMarked;
