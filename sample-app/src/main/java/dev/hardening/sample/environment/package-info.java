/**
 * What the plain environment variables of a deployment mean, where a placeholder alone
 * cannot say it.
 */
@NullMarked
package dev.hardening.sample.environment;

import org.jspecify.annotations.NullMarked;
