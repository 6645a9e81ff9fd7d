/**
 * What an uploaded file really is, told by its content and not by what it says of itself.
 */
@NullMarked
package dev.hardening.validation.uploads;

import org.jspecify.annotations.NullMarked;
