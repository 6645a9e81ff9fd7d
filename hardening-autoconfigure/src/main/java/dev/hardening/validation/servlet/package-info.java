/**
 * What the audit sees of the inputs of handlers on the servlet stack.
 */
@NullMarked
package dev.hardening.validation.servlet;

import org.jspecify.annotations.NullMarked;
