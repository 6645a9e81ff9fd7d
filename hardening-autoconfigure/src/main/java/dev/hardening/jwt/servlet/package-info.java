/**
 * Bearer tokens on the servlet stack.
 */
@NullMarked
package dev.hardening.jwt.servlet;

import org.jspecify.annotations.NullMarked;
