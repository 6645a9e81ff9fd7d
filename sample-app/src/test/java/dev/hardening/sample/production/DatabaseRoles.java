package dev.hardening.sample.production;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.hardening.test.RealPostgres;

/**
 * What {@code deploy/postgres/roles} says to a server, said without psql, which not every
 * machine that runs tests has. Passwords are left out.
 */
final class DatabaseRoles {

	private static final Path SCRIPT = Path.of("../deploy/postgres/roles");

	private static final Pattern BLOCK = Pattern.compile("^sql (\\S+) <<'END'\n(.*?)^END$",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final String EXECUTE_RESULT = "\\gexec";

	private DatabaseRoles() {
	}

	/**
	 * Make the roles and the database, or correct them.
	 * @param server where
	 * @param database the name of the database
	 */
	static void correct(RealPostgres server, String database) throws IOException, SQLException {
		Matcher block = BLOCK.matcher(Files.readString(SCRIPT));
		int blocks = 0;
		while (block.find()) {
			blocks++;
			boolean inside = block.group(1).equals("\"$database\"");
			try (Connection connection = connect(server, inside ? database : block.group(1))) {
				run(connection,
						block.group(2)
							.replace(":'database'", "'%s'".formatted(database))
							.replace(":\"database\"", "\"%s\"".formatted(database)));
			}
		}
		if (blocks != 2) {
			throw new IllegalStateException("%s has %d blocks of SQL, not 2".formatted(SCRIPT, blocks));
		}
	}

	/**
	 * Connect as the superuser.
	 * @param server where
	 * @param database the name of the database
	 * @return the connection
	 */
	static Connection connect(RealPostgres server, String database) throws SQLException {
		String url = server.jdbcUrl();
		return DriverManager.getConnection(url.substring(0, url.lastIndexOf('/') + 1) + database, server.username(),
				server.password());
	}

	private static void run(Connection connection, String block) throws SQLException {
		StringBuilder sql = new StringBuilder();
		for (String line : block.split("\n")) {
			if (line.startsWith("--")) {
				continue;
			}
			sql.append(line).append('\n');
			int execute = sql.indexOf(EXECUTE_RESULT);
			if (execute >= 0) {
				sql.setLength(execute);
				for (String statement : query(connection, sql.toString())) {
					execute(connection, statement);
				}
				sql.setLength(0);
			}
			else if (line.endsWith(";")) {
				execute(connection, sql.toString());
				sql.setLength(0);
			}
		}
		if (!sql.toString().isBlank()) {
			throw new IllegalStateException("Not a whole statement: " + sql);
		}
	}

	private static List<String> query(Connection connection, String sql) throws SQLException {
		List<String> values = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
			while (result.next()) {
				values.add(result.getString(1));
			}
		}
		return values;
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
