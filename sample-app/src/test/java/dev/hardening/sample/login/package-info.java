@NullMarked
package dev.hardening.sample.login;

import org.jspecify.annotations.NullMarked;
