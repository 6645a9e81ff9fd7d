/**
 * State that several instances share: what it is kept in, and how a feature asks for it
 * without knowing where it is.
 */
@NullMarked
package dev.hardening.store;

import org.jspecify.annotations.NullMarked;
