/**
 * The starter's own tables in the application's database.
 */
@NullMarked
package dev.hardening.store.jdbc;

import org.jspecify.annotations.NullMarked;
