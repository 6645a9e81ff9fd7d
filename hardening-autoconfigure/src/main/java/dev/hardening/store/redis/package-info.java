/**
 * The starter's own connection to the user's Redis, and the shared state in it.
 */
@NullMarked
package dev.hardening.store.redis;

import org.jspecify.annotations.NullMarked;
