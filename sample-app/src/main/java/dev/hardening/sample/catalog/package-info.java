/**
 * Catalogs of materials, their items, and moving many at once in and out.
 */
@NullMarked
package dev.hardening.sample.catalog;

import org.jspecify.annotations.NullMarked;
