@NullMarked
package dev.hardening.sample.admin;

import org.jspecify.annotations.NullMarked;
