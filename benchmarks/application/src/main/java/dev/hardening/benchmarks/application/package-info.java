/**
 * The application with one endpoint that every variant of the comparison runs.
 */
@NullMarked
package dev.hardening.benchmarks.application;

import org.jspecify.annotations.NullMarked;
