package dev.hardening.benchmarks.load;

/**
 * What one round of load measured.
 *
 * @param requestsPerSecond the answers in a second
 * @param median the latency in milliseconds of half the requests at most
 * @param p99 the latency in milliseconds of 99 in a hundred requests at most
 * @param requests all answers
 */
record Load(double requestsPerSecond, double median, double p99, long requests) {

}
