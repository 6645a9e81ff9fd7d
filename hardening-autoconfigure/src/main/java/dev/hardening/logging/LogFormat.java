package dev.hardening.logging;

/**
 * The form of a log line.
 */
public enum LogFormat {

	/** One JSON object a line, but in development text. */
	AUTO,

	/** One JSON object a line, for a machine. */
	JSON,

	/** Text, for someone who watches. */
	CONSOLE

}
