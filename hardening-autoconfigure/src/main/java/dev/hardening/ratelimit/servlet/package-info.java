/**
 * Rate limiting on the servlet stack.
 */
@NullMarked
package dev.hardening.ratelimit.servlet;

import org.jspecify.annotations.NullMarked;
