package dev.hardening.test;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What can be done to a server, however it runs.
 */
interface ServerProcess {

	void start();

	void stop();

	void pause();

	void resume();

	/**
	 * Stop for good and leave nothing behind.
	 */
	void close();

	static void signal(long pid, String signal) {
		try {
			if (new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start().waitFor() != 0) {
				throw new IllegalStateException("kill -%s %d failed".formatted(signal, pid));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
