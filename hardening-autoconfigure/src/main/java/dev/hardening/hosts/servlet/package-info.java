/**
 * Holds requests to allowed hosts and to HTTPS on the servlet stack.
 */
@NullMarked
package dev.hardening.hosts.servlet;

import org.jspecify.annotations.NullMarked;
