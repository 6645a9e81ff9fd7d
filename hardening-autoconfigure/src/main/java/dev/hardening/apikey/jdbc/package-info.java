/**
 * The store of issued API keys in the application's database.
 */
@NullMarked
package dev.hardening.apikey.jdbc;

import org.jspecify.annotations.NullMarked;
