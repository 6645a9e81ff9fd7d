/**
 * Constraints and a sanitizer for text that comes from outside.
 */
@NullMarked
package dev.hardening.validation;

import org.jspecify.annotations.NullMarked;
