/**
 * What is logged of a request and how: the id that joins its lines, the form of a line,
 * and what never gets into one.
 */
@NullMarked
package dev.hardening.logging;

import org.jspecify.annotations.NullMarked;
