/**
 * The servlet adapter of the lockout.
 */
@NullMarked
package dev.hardening.lockout.servlet;

import org.jspecify.annotations.NullMarked;
