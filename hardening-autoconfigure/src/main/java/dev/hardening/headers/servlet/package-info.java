/**
 * Writes the security headers on the servlet stack and takes the browsers' reports.
 */
@NullMarked
package dev.hardening.headers.servlet;

import org.jspecify.annotations.NullMarked;
