/**
 * What the actuator, and the error answers beside it, give away: hardened defaults, and
 * the checks that tell who loosened them.
 */
@NullMarked
package dev.hardening.actuator;

import org.jspecify.annotations.NullMarked;
