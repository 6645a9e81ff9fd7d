@NullMarked
package dev.hardening.sample.catalog;

import org.jspecify.annotations.NullMarked;
