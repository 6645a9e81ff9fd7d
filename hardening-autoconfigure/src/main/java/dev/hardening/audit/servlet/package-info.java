/**
 * The page of the audit on the servlet stack.
 */
@NullMarked
package dev.hardening.audit.servlet;

import org.jspecify.annotations.NullMarked;
