/**
 * Who may reach what: rules from configuration, and the events of authentication.
 */
@NullMarked
package dev.hardening.security;

import org.jspecify.annotations.NullMarked;
