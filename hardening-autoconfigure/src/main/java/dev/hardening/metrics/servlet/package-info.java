/**
 * The metrics on the servlet stack.
 */
@NullMarked
package dev.hardening.metrics.servlet;

import org.jspecify.annotations.NullMarked;
