/**
 * Private files, handed out by signed URL.
 */
@NullMarked
package dev.hardening.sample.files;

import org.jspecify.annotations.NullMarked;
