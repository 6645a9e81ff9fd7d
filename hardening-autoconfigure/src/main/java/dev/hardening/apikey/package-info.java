/**
 * API keys: how one looks, what it may do, how it is issued, rotated, revoked and
 * verified. Only hashes are kept.
 */
@NullMarked
package dev.hardening.apikey;

import org.jspecify.annotations.NullMarked;
