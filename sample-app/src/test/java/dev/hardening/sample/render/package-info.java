@NullMarked
package dev.hardening.sample.render;

import org.jspecify.annotations.NullMarked;
