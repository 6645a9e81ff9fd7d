@NullMarked
package dev.hardening.sample.media;

import org.jspecify.annotations.NullMarked;
