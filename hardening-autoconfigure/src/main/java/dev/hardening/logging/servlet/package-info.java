/**
 * Request ids, response times and the access log on the servlet stack.
 */
@NullMarked
package dev.hardening.logging.servlet;

import org.jspecify.annotations.NullMarked;
