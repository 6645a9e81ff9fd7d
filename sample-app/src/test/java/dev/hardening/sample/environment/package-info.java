@NullMarked
package dev.hardening.sample.environment;

import org.jspecify.annotations.NullMarked;
