/**
 * JSON Web Tokens: issued, refreshed, revoked and verified.
 */
@NullMarked
package dev.hardening.jwt;

import org.jspecify.annotations.NullMarked;
