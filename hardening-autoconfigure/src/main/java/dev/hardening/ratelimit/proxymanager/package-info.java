/**
 * Buckets behind a Bucket4j {@code ProxyManager} of the user's: Hazelcast, Infinispan,
 * PostgreSQL and whatever else Bucket4j knows.
 */
@NullMarked
package dev.hardening.ratelimit.proxymanager;

import org.jspecify.annotations.NullMarked;
