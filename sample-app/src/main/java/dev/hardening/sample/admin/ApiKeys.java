package dev.hardening.sample.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hardening.apikey.ApiKey;
import dev.hardening.apikey.IssuedApiKey;
import dev.hardening.apikey.NewApiKey;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * API keys as administrators write and read them.
 */
final class ApiKeys {

	private static final String DURATION = "^[1-9][0-9]{0,5}[smhd]$";

	private static final String WORD = "^[A-Za-z0-9:._-]{1,50}$";

	private ApiKeys() {
	}

	private static @Nullable Duration duration(@Nullable String text) {
		return (text != null) ? DurationStyle.SIMPLE.parse(text) : null;
	}

	/**
	 * A key to be.
	 *
	 * @param name what its owner calls it
	 * @param roles its roles
	 * @param scopes its scopes
	 * @param tier its tier of limits
	 * @param expiresIn how long it is good for, for example 7d
	 */
	@Schema(example = """
			{"name":"reports","roles":[],"scopes":["export"],"tier":"standard","expires_in":"30d"}""")
	record Wish(@NotNull @Size(min = 1, max = 100) @Pattern(regexp = "^[\\p{L}\\p{N} ._-]*$") String name,
			@Size(max = 20) @Nullable Set<@NotNull @Pattern(regexp = WORD) String> roles,
			@Size(max = 20) @Nullable Set<@NotNull @Pattern(regexp = WORD) String> scopes,
			@Pattern(regexp = WORD) @Nullable String tier,
			@JsonProperty("expires_in") @Pattern(regexp = DURATION) @Nullable String expiresIn) {

		NewApiKey toNewApiKey() {
			return new NewApiKey(this.name, (this.roles != null) ? this.roles : Set.of(),
					(this.scopes != null) ? this.scopes : Set.of(), this.tier, duration(this.expiresIn));
		}

	}

	/**
	 * How a key is replaced.
	 *
	 * @param overlap how long the old one lives on, for example 30s
	 */
	@Schema(example = """
			{"overlap":"1h"}""")
	record Rotation(@Pattern(regexp = "^0s$|" + DURATION) @Nullable String overlap) {

		Duration toDuration() {
			Duration duration = duration(this.overlap);
			return (duration != null) ? duration : Duration.ZERO;
		}

	}

	/**
	 * A key that was just made; it is not shown again.
	 *
	 * @param id its id
	 * @param key the key itself
	 * @param expiresAt when it ends, if it does
	 */
	record Issued(String id, String key, @JsonProperty("expires_at") @Nullable Instant expiresAt) {

		static Issued of(IssuedApiKey issued) {
			return new Issued(issued.id(), issued.key().reveal(), issued.expiresAt());
		}

		@Override
		public String toString() {
			return "Issued[" + this.id + "]";
		}

	}

	/**
	 * What is known of a key.
	 *
	 * @param id its id
	 * @param name what its owner calls it
	 * @param hint its beginning
	 * @param status whether it is good
	 * @param roles its roles
	 * @param scopes its scopes
	 * @param tier its tier of limits
	 * @param createdAt when it was made
	 * @param expiresAt when it ends
	 * @param lastUsedAt when it was last used
	 * @param replacedBy the id of its successor
	 */
	record Known(String id, String name, String hint, String status, Set<String> roles, Set<String> scopes,
			@Nullable String tier, @JsonProperty("created_at") @Nullable Instant createdAt,
			@JsonProperty("expires_at") @Nullable Instant expiresAt,
			@JsonProperty("last_used_at") @Nullable Instant lastUsedAt,
			@JsonProperty("replaced_by") @Nullable String replacedBy) {

		static Known of(ApiKey key, Instant now) {
			return new Known(key.id(), key.name(), key.hint(), key.status(now).name().toLowerCase(Locale.ROOT),
					key.roles(), key.scopes(), key.tier(), key.createdAt(), key.expiresAt(), key.lastUsedAt(),
					key.replacedBy());
		}

	}

}
