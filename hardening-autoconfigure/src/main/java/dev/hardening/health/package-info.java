/**
 * Probes for load balancers and orchestrators, built on the health contributors and the
 * availability states of Boot.
 */
@NullMarked
package dev.hardening.health;

import org.jspecify.annotations.NullMarked;
