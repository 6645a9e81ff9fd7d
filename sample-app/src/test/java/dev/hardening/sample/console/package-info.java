@NullMarked
package dev.hardening.sample.console;

import org.jspecify.annotations.NullMarked;
