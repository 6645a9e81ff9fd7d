/**
 * Bounds on what a request may cost before anyone looks at its content: size of body,
 * query and target, and time.
 */
@NullMarked
package dev.hardening.requests;

import org.jspecify.annotations.NullMarked;
