package dev.hardening.sample.files;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A private file, without its content.
 *
 * @param key the name in addresses
 * @param owner whose it is
 * @param name the name that the owner gave it
 * @param contentType its media type, as found in its content
 * @param size its size in bytes
 * @param sha256 the digest of its content in hexadecimal
 * @param createdAt since when it exists
 */
public record StoredFile(String key, String owner, String name, @JsonProperty("content_type") String contentType,
		long size, String sha256, @JsonProperty("created_at") Instant createdAt) {
}
