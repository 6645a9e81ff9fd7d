/**
 * The actuator's endpoints on the servlet stack.
 */
@NullMarked
package dev.hardening.actuator.servlet;

import org.jspecify.annotations.NullMarked;
