/**
 * What is counted, and where Prometheus reads it.
 */
@NullMarked
package dev.hardening.metrics;

import org.jspecify.annotations.NullMarked;
