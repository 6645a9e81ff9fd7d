/**
 * Lets only signed links reach the paths that are kept for them.
 */
@NullMarked
package dev.hardening.signedurl.servlet;

import org.jspecify.annotations.NullMarked;
