package dev.hardening.lockout;

import dev.hardening.web.ControlMode;

/**
 * Hears of each lock that begins.
 */
@FunctionalInterface
public interface LockoutListener {

	/**
	 * Called on the thread of the request, so it must be quick.
	 * @param track the name of the track, one of a finite set
	 * @param mode whether the lock is enforced or only reported
	 */
	void onLock(String track, ControlMode mode);

}
