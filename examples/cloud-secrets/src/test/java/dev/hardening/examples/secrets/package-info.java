/**
 * Secrets from a cloud's secret manager.
 */
@NullMarked
package dev.hardening.examples.secrets;

import org.jspecify.annotations.NullMarked;
