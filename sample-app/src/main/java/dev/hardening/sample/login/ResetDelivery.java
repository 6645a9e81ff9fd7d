package dev.hardening.sample.login;

/**
 * Brings the ticket for a password reset to the owner of an account, by a way that only
 * the owner can read. A deployment defines a bean of this type, for example one that
 * hands mail to a server. It is called by several threads at once, never twice at once
 * for the same owner. While it does not return one of them is taken, so it needs time
 * limits of its own.
 */
@FunctionalInterface
public interface ResetDelivery {

	/**
	 * Deliver a ticket.
	 * @param username the owner
	 * @param ticket the ticket
	 */
	void deliver(String username, String ticket);

}
