package dev.hardening.apikey;

import java.time.Instant;

import dev.hardening.secrets.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A key that was just issued: the only time at which the key itself is known.
 *
 * @param id the id, which is no secret
 * @param key the key to hand to its owner
 * @param expiresAt from when on it is refused, or {@code null} for never
 */
public record IssuedApiKey(String id, Secret key, @Nullable Instant expiresAt) {

}
