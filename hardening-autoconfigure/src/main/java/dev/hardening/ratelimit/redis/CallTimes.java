package dev.hardening.ratelimit.redis;

/**
 * Hears how long each call of Redis took. Called on the thread that reads the answers, so
 * it must be quick.
 */
@FunctionalInterface
interface CallTimes {

	/**
	 * Hear of a call.
	 * @param nanos how long it took
	 * @param answered whether there was an answer
	 */
	void record(long nanos, boolean answered);

}
