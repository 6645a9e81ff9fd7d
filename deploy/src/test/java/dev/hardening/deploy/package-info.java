/**
 * Tests of the files in {@code deploy}.
 */
package dev.hardening.deploy;
