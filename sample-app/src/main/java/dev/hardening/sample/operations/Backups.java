package dev.hardening.sample.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table in which the backup writes down that it was made. The application reads it
 * and cannot write there.
 */
@Repository
class Backups {

	private final JdbcClient jdbc;

	Backups(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<Backup> last() {
		return this.jdbc.sql("select name, bytes, finished_at from backup order by finished_at desc limit 1")
			.query(Backups::map)
			.optional();
	}

	private static Backup map(ResultSet row, int number) throws SQLException {
		return new Backup(row.getString("name"), row.getLong("bytes"),
				row.getObject("finished_at", OffsetDateTime.class).toInstant());
	}

}
