package dev.hardening.web;

/**
 * Hears of each request that a control refused, or would have refused.
 */
@FunctionalInterface
public interface ControlListener {

	/**
	 * Called on the thread of the request, so it must be quick.
	 * @param control the name of the control, one of a fixed set, for example
	 * {@code request-size}
	 * @param mode whether the request was refused or only reported
	 */
	void onRefusal(String control, ControlMode mode);

}
