/**
 * Bounds on JSON, held by Jackson itself.
 */
@NullMarked
package dev.hardening.json;

import org.jspecify.annotations.NullMarked;
