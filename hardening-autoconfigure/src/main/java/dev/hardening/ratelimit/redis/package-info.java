/**
 * Buckets in Redis, which all instances see: one script call for all policies of a
 * request.
 */
@NullMarked
package dev.hardening.ratelimit.redis;

import org.jspecify.annotations.NullMarked;
