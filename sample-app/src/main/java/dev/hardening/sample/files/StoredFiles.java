package dev.hardening.sample.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Private files in the database. Their keys cannot be guessed, and still nobody but the
 * owner gets an address for one.
 */
@Repository
public class StoredFiles {

	private static final String SELECT = "select file_key, owner, name, content_type, size, sha256, created_at from stored_file ";

	private final SecureRandom random = new SecureRandom();

	private final JdbcClient jdbc;

	StoredFiles(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Store a file under a key of its own.
	 * @param owner whose it is
	 * @param name the name that the owner gave it
	 * @param contentType its media type, as found in its content
	 * @param content the content
	 * @return the file
	 */
	public StoredFile store(String owner, String name, String contentType, byte[] content) {
		byte[] key = new byte[16];
		this.random.nextBytes(key);
		return store(HexFormat.of().formatHex(key), owner, name, contentType, content);
	}

	StoredFile store(String key, String owner, String name, String contentType, byte[] content) {
		this.jdbc.sql(
				"insert into stored_file (file_key, owner, name, content_type, size, sha256, content) values (:key, :owner, :name, :type, :size, :sha256, :content)")
			.param("key", key)
			.param("owner", owner)
			.param("name", name)
			.param("type", contentType)
			.param("size", content.length)
			.param("sha256", sha256(content))
			.param("content", content)
			.update();
		return find(key).orElseThrow();
	}

	/**
	 * Find a file.
	 * @param key its key
	 * @return the file, if there is one
	 */
	public Optional<StoredFile> find(String key) {
		return this.jdbc.sql(SELECT + "where file_key = :key").param("key", key).query(StoredFiles::file).optional();
	}

	/**
	 * Read a file.
	 * @param key its key
	 * @return the content
	 */
	public byte[] content(String key) {
		return this.jdbc.sql("select content from stored_file where file_key = :key")
			.param("key", key)
			.query(byte[].class)
			.single();
	}

	List<StoredFile> ofOwner(String owner) {
		return this.jdbc.sql(SELECT + "where owner = :owner order by created_at desc limit 100")
			.param("owner", owner)
			.query(StoredFiles::file)
			.list();
	}

	private static StoredFile file(ResultSet row, int number) throws SQLException {
		return new StoredFile(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5),
				row.getString(6), row.getObject(7, OffsetDateTime.class).toInstant());
	}

	private static String sha256(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

}
