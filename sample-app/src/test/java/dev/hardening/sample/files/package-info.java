@NullMarked
package dev.hardening.sample.files;

import org.jspecify.annotations.NullMarked;
