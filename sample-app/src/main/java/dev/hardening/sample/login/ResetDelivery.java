package dev.hardening.sample.login;

/**
 * Brings the ticket for a password reset to the owner of an account, by a way that only
 * the owner can read. A deployment defines a bean of this type, for example one that
 * hands mail to a server of its own. It is called by several threads at once, never twice
 * at once for the same owner, and takes one of them until it returns: it needs time
 * limits of its own. Hand over rather than wait for a server of the owner's choice, who
 * could make the mail of others wait and see by that who gets any.
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
