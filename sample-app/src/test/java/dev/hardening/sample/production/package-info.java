/**
 * The studio as a process of its own, in production.
 */
@NullMarked
package dev.hardening.sample.production;

import org.jspecify.annotations.NullMarked;
