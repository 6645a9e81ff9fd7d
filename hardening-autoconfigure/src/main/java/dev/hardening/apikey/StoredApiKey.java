package dev.hardening.apikey;

/**
 * A key as a store keeps it.
 *
 * @param hash the SHA-256 hash of the whole key in lower-case hexadecimal
 * @param key what is known of it
 */
public record StoredApiKey(String hash, ApiKey key) {

}
