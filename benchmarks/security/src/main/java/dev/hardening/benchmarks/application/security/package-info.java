/**
 * What a user of this variant has to write.
 */
@NullMarked
package dev.hardening.benchmarks.application.security;

import org.jspecify.annotations.NullMarked;
