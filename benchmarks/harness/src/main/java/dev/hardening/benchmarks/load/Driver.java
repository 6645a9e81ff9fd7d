package dev.hardening.benchmarks.load;

import java.io.IOException;
import java.net.URI;

/**
 * Drives an application from another process, with as many connections as told.
 */
interface Driver {

	Load drive(URI uri, int connections, int seconds) throws IOException, InterruptedException;

	static Driver find() {
		return Wrk.isInstalled() ? new Wrk() : new JvmClient();
	}

}
