/**
 * Under which names, and over which scheme, the application may be asked.
 */
@NullMarked
package dev.hardening.hosts;

import org.jspecify.annotations.NullMarked;
