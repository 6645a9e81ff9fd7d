/**
 * Rendering of panoramas: jobs, their progress, and the tiles cut from them.
 */
@NullMarked
package dev.hardening.sample.render;

import org.jspecify.annotations.NullMarked;
