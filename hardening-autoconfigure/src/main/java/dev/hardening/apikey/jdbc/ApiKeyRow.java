package dev.hardening.apikey.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;

import dev.hardening.apikey.ApiKey;
import dev.hardening.apikey.StoredApiKey;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads a row of {@code hardening_api_key}.
 */
final class ApiKeyRow {

	private ApiKeyRow() {
	}

	static StoredApiKey map(ResultSet row, int number) throws SQLException {
		return new StoredApiKey(row.getString("key_hash"),
				new ApiKey(row.getString("id"), row.getString("name"), row.getString("hint"), names(row, "roles"),
						names(row, "scopes"), row.getString("tier"), instant(row, "created_at"),
						instant(row, "expires_at"), instant(row, "last_used_at"), instant(row, "disabled_at"),
						instant(row, "revoked_at"), row.getString("replaced_by")));
	}

	private static Set<String> names(ResultSet row, String column) throws SQLException {
		return StringUtils.commaDelimitedListToSet(row.getString(column));
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

}
