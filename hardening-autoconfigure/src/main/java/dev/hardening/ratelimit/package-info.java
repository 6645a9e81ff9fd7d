/**
 * Rate limiting: policies, keys and decisions. Knows nothing of the web stack that asks
 * or of the store that counts.
 */
@NullMarked
package dev.hardening.ratelimit;

import org.jspecify.annotations.NullMarked;
