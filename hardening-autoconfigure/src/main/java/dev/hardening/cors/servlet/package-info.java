/**
 * Answers preflights and grants access on the servlet stack, by Spring Security's own
 * filter.
 */
@NullMarked
package dev.hardening.cors.servlet;

import org.jspecify.annotations.NullMarked;
