/**
 * Buckets in the memory of this instance: Bucket4j's arithmetic in a bounded Caffeine
 * cache.
 */
@NullMarked
package dev.hardening.ratelimit.local;

import org.jspecify.annotations.NullMarked;
