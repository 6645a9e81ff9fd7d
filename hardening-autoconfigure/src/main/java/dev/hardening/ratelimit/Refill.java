package dev.hardening.ratelimit;

/**
 * How the permits of a limit come back.
 */
public enum Refill {

	/** Evenly over the period, each as soon as it is due. */
	GREEDY,

	/** All at once when the period is over. */
	INTERVAL

}
