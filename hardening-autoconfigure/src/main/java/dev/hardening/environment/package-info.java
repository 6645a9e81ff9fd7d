/**
 * Where the application runs, the defaults that follow for Boot's own keys, and the
 * messages about wrong configuration.
 */
@NullMarked
package dev.hardening.environment;

import org.jspecify.annotations.NullMarked;
