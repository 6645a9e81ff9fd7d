/**
 * What a user of this variant has to write.
 */
@NullMarked
package dev.hardening.benchmarks.application.bucket4j;

import org.jspecify.annotations.NullMarked;
