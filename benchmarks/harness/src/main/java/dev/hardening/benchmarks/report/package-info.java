/**
 * Numbers as ratios, in a page and in plots.
 */
@NullMarked
package dev.hardening.benchmarks.report;

import org.jspecify.annotations.NullMarked;
