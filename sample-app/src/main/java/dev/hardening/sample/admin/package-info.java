/**
 * API keys, for administrators.
 */
@NullMarked
package dev.hardening.sample.admin;

import org.jspecify.annotations.NullMarked;
