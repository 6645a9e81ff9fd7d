@NullMarked
package dev.hardening.sample.evaluate;

import org.jspecify.annotations.NullMarked;
