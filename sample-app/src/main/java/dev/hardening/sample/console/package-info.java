/**
 * The page that shows every control at work, and the documentation of the API.
 */
@NullMarked
package dev.hardening.sample.console;

import org.jspecify.annotations.NullMarked;
