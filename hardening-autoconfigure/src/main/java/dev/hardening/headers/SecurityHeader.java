package dev.hardening.headers;

/**
 * A header that is the same on every answer.
 *
 * @param name the name
 * @param value the value
 */
record SecurityHeader(String name, String value) {

}
