package dev.hardening.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * What one connection tells about the database and about the user who connects.
 *
 * @param product the name of the product
 * @param url where it is, without credentials
 * @param inMemory whether it lives in the memory of this process
 * @param tls whether the connection is encrypted, {@code null} where the product is not
 * known well enough to tell
 * @param local whether the server is reached without a network
 * @param superuser whether the user may do everything, {@code null} where it cannot be
 * told
 * @param statementTimeout the time in milliseconds after which the server ends a
 * statement, 0 for never, {@code null} where it cannot be told
 * @param schemaRights what the user may do to the schema, {@code null} where it cannot be
 * told
 */
record DatabaseFacts(String product, String url, boolean inMemory, @Nullable Boolean tls, boolean local,
		@Nullable Boolean superuser, @Nullable Long statementTimeout, @Nullable List<String> schemaRights) {

	private static final int PATIENCE_SECONDS = 2;

	private static final String POSTGRESQL = """
			select coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false),
			inet_server_addr() is null or host(inet_server_addr()) in ('127.0.0.1', '::1'),
			current_setting('is_superuser') = 'on',
			(select setting::bigint from pg_settings where name = 'statement_timeout'),
			array_to_string(array[
			case when has_database_privilege(current_database(), 'CREATE') or exists (select from pg_namespace
				where nspname !~ '^pg_' and nspname <> 'information_schema' and has_schema_privilege(oid, 'CREATE'))
				then 'create tables' end,
			case when exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
				where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p')
				and pg_has_role(c.relowner, 'USAGE'))
				then 'alter and drop tables' end,
			case when (select rolcreaterole or rolcreatedb or rolbypassrls from pg_roles where rolname = current_user)
				then 'create roles or databases, or read past row security' end], ';')""";

	static DatabaseFacts of(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			String product = connection.getMetaData().getDatabaseProductName();
			String url = connection.getMetaData().getURL();
			if (product.equals("PostgreSQL")) {
				return postgresql(connection, url);
			}
			return new DatabaseFacts(product, JdbcUrl.withoutCredentials(url), JdbcUrl.isInMemory(url), null,
					JdbcUrl.isInMemory(url), null, null, null);
		}
	}

	private static DatabaseFacts postgresql(Connection connection, String url) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setQueryTimeout(PATIENCE_SECONDS);
			try (ResultSet result = statement.executeQuery(POSTGRESQL)) {
				result.next();
				return new DatabaseFacts("PostgreSQL", JdbcUrl.withoutCredentials(url), false, result.getBoolean(1),
						result.getBoolean(2), result.getBoolean(3), result.getLong(4), rights(result.getString(5)));
			}
		}
	}

	private static List<String> rights(String text) {
		return text.isEmpty() ? List.of() : List.of(text.split(";"));
	}

}
