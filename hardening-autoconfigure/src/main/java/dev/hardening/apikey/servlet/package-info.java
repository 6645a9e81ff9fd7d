/**
 * Authenticates servlet requests by API key.
 */
@NullMarked
package dev.hardening.apikey.servlet;

import org.jspecify.annotations.NullMarked;
