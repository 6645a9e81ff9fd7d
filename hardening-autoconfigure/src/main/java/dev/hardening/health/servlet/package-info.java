/**
 * The probes on the servlet stack.
 */
@NullMarked
package dev.hardening.health.servlet;

import org.jspecify.annotations.NullMarked;
