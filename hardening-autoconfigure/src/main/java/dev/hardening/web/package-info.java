/**
 * What every feature knows of a request and of a refusal, without a servlet in sight.
 */
@NullMarked
package dev.hardening.web;

import org.jspecify.annotations.NullMarked;
