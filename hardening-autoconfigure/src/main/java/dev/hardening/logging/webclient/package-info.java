/**
 * Request ids in what the application asks by {@code WebClient}.
 */
@NullMarked
package dev.hardening.logging.webclient;

import org.jspecify.annotations.NullMarked;
