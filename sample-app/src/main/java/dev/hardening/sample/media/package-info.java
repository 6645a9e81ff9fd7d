/**
 * Uploads of pictures that become materials.
 */
@NullMarked
package dev.hardening.sample.media;

import org.jspecify.annotations.NullMarked;
