package dev.hardening.sample.login;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The accounts in the database.
 */
@Repository
class Accounts {

	private final JdbcClient jdbc;

	private final TotpSecrets totpSecrets;

	Accounts(JdbcClient jdbc, TotpSecrets totpSecrets) {
		this.jdbc = jdbc;
		this.totpSecrets = totpSecrets;
	}

	Optional<String> findPassword(String username) {
		return this.jdbc.sql("select password from account where username = :username")
			.param("username", username)
			.query(String.class)
			.optional();
	}

	/**
	 * Look for a name by one statement with one row for every name.
	 * @param username the name
	 * @return whether somebody has it
	 */
	boolean exists(String username) {
		return this.jdbc.sql("select count(*) from account where username = :username")
			.param("username", username)
			.query(Long.class)
			.single() > 0;
	}

	Optional<Account> find(String username) {
		return find("username", username);
	}

	Optional<Account> find(long id) {
		return find("id", id);
	}

	private Optional<Account> find(String column, Object value) {
		return this.jdbc
			.sql("select id, username, password, totp_secret, totp_confirmed, generation from account where " + column
					+ " = :value")
			.param("value", value)
			.query((row, number) -> new Account(row.getLong(1), row.getString(2), row.getString(3),
					totpSecret(row.getLong(1), row.getString(4)), row.getBoolean(5), row.getInt(6),
					authorities(row.getLong(1))))
			.optional();
	}

	private @Nullable String totpSecret(long id, @Nullable String closed) {
		return (closed != null) ? this.totpSecrets.open(id, closed) : null;
	}

	private List<String> authorities(long id) {
		return this.jdbc.sql("select authority from account_authority where account_id = :id order by authority")
			.param("id", id)
			.query(String.class)
			.list();
	}

	@Transactional
	void create(String username, String encodedPassword, List<String> authorities) {
		this.jdbc.sql("insert into account (username, password) values (:username, :password)")
			.param("username", username)
			.param("password", encodedPassword)
			.update();
		for (String authority : authorities) {
			this.jdbc.sql(
					"insert into account_authority (account_id, authority) select id, :authority from account where username = :username")
				.param("authority", authority)
				.param("username", username)
				.update();
		}
	}

	void changePassword(long id, String encodedPassword) {
		this.jdbc.sql("update account set password = :password, generation = generation + 1 where id = :id")
			.param("password", encodedPassword)
			.param("id", id)
			.update();
	}

	void offerTotpSecret(long id, String secret) {
		this.jdbc.sql("update account set totp_secret = :secret where id = :id and not totp_confirmed")
			.param("secret", this.totpSecrets.close(id, secret))
			.param("id", id)
			.update();
	}

	/**
	 * Close the secret of a second factor by the present key, so that the key that closed
	 * it can be taken away.
	 * @param account whose secret it is
	 */
	void renewTotpSecret(Account account) {
		String closed = this.jdbc.sql("select totp_secret from account where id = :id")
			.param("id", account.id())
			.query(String.class)
			.single();
		if (account.totpSecret() != null && this.totpSecrets.isOutdated(closed)) {
			this.jdbc.sql("update account set totp_secret = :secret where id = :id and totp_secret = :closed")
				.param("secret", this.totpSecrets.close(account.id(), account.totpSecret()))
				.param("id", account.id())
				.param("closed", closed)
				.update();
		}
	}

	void confirmTotpSecret(long id) {
		this.jdbc.sql("update account set totp_confirmed = true where id = :id").param("id", id).update();
	}

	boolean hasAdministrator() {
		return this.jdbc.sql("select count(*) from account_authority where authority = 'ROLE_ADMIN'")
			.query(Long.class)
			.single() > 0;
	}

	/**
	 * Use up a time step of the second factor, so that a code that was overheard is worth
	 * nothing (RFC 6238, section 5.2).
	 * @param id the account
	 * @param step the time step of the code
	 * @return whether no code of that step or a later one was accepted before
	 */
	boolean useTotpStep(long id, long step) {
		return this.jdbc.sql("update account set totp_last_step = :step where id = :id and totp_last_step < :step")
			.param("step", step)
			.param("id", id)
			.update() == 1;
	}

}
