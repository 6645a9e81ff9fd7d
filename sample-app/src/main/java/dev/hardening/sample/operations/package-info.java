/**
 * What those who run the studio want to know of it: the age of the last backup, and
 * whether API keys end soon.
 */
@NullMarked
package dev.hardening.sample.operations;

import org.jspecify.annotations.NullMarked;
