/**
 * Values that are never printed, and the names under which such values travel.
 */
@NullMarked
package dev.hardening.secrets;

import org.jspecify.annotations.NullMarked;
