/**
 * An end that loses no request.
 */
@NullMarked
package dev.hardening.shutdown;

import org.jspecify.annotations.NullMarked;
