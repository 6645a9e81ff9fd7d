/**
 * Links that carry their own permission: signed, for a while, for one thing.
 */
@NullMarked
package dev.hardening.signedurl;

import org.jspecify.annotations.NullMarked;
