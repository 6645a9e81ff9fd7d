/**
 * The pages, in a real browser.
 */
@NullMarked
package dev.hardening.sample.page;

import org.jspecify.annotations.NullMarked;
