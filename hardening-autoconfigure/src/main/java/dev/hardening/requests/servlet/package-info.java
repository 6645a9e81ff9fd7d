/**
 * The servlet adapter of the request limits.
 */
@NullMarked
package dev.hardening.requests.servlet;

import org.jspecify.annotations.NullMarked;
