/**
 * The security chain of the servlet stack, and what users' own chains get of it.
 */
@NullMarked
package dev.hardening.security.servlet;

import org.jspecify.annotations.NullMarked;
