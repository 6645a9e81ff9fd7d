/**
 * The shutdown on the servlet stack.
 */
@NullMarked
package dev.hardening.shutdown.servlet;

import org.jspecify.annotations.NullMarked;
