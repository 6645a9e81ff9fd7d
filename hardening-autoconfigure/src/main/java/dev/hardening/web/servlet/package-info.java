/**
 * The servlet adapter of the neutral request and problem, and the one place that says in
 * which order everything runs.
 */
@NullMarked
package dev.hardening.web.servlet;

import org.jspecify.annotations.NullMarked;
