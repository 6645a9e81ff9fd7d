/**
 * The audit: checks that each feature owns, the report of them, the start-up summary and
 * the actuator endpoint.
 */
@NullMarked
package dev.hardening.audit;

import org.jspecify.annotations.NullMarked;
