package dev.hardening.sample.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Proofs that stand between two requests and can be used once. The database holds their
 * digests, so that whoever reads it cannot use them.
 */
@Repository
class Tickets {

	private static final int ATTEMPTS = 5;

	private final SecureRandom random = new SecureRandom();

	private final JdbcClient jdbc;

	private final Clock clock = Clock.systemUTC();

	Tickets(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	String issue(Account account, Purpose purpose) {
		this.jdbc.sql("delete from account_ticket where expires_at < :now or (account_id = :id and purpose = :purpose)")
			.param("now", now())
			.param("id", account.id())
			.param("purpose", purpose.name())
			.update();
		byte[] bytes = new byte[32];
		this.random.nextBytes(bytes);
		String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		this.jdbc.sql(
				"insert into account_ticket (digest, account_id, purpose, expires_at) values (:digest, :id, :purpose, :expires)")
			.param("digest", digest(ticket))
			.param("id", account.id())
			.param("purpose", purpose.name())
			.param("expires", now().plus(purpose.lifetime))
			.update();
		return ticket;
	}

	/**
	 * Count an attempt with a ticket.
	 * @param ticket the ticket
	 * @param purpose what it must have been issued for
	 * @return the account, if the ticket is good for one more attempt
	 */
	Optional<Long> attempt(String ticket, Purpose purpose) {
		int counted = this.jdbc.sql(
				"update account_ticket set attempts = attempts + 1 where digest = :digest and purpose = :purpose and expires_at > :now and attempts < :most")
			.param("digest", digest(ticket))
			.param("purpose", purpose.name())
			.param("now", now())
			.param("most", ATTEMPTS)
			.update();
		return (counted == 0) ? Optional.empty()
				: this.jdbc.sql("select account_id from account_ticket where digest = :digest")
					.param("digest", digest(ticket))
					.query(Long.class)
					.optional();
	}

	/**
	 * Use a ticket up.
	 * @param ticket the ticket
	 * @return whether it was still there: of two that use it at once, one wins
	 */
	boolean redeem(String ticket) {
		return this.jdbc.sql("delete from account_ticket where digest = :digest")
			.param("digest", digest(ticket))
			.update() == 1;
	}

	/**
	 * Make all tickets of an account worthless.
	 * @param account the account
	 */
	void forget(long account) {
		this.jdbc.sql("delete from account_ticket where account_id = :id").param("id", account).update();
	}

	private OffsetDateTime now() {
		return OffsetDateTime.now(this.clock);
	}

	private static String digest(String ticket) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

	/**
	 * What a ticket is for.
	 */
	enum Purpose {

		/** The password was right; the second factor is awaited. */
		SECOND_FACTOR(Duration.ofMinutes(5)),

		/** Sent to whoever forgot the password. */
		PASSWORD_RESET(Duration.ofMinutes(30));

		private final Duration lifetime;

		Purpose(Duration lifetime) {
			this.lifetime = lifetime;
		}

	}

}
