package dev.hardening.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Ports for servers that are told one before they start. Whoever asks the system for any
 * port and lets it go again may find that somebody else was given it meanwhile, another
 * test or the bus of the same server. These are below those that the system gives away,
 * and each process has a block of them for itself as long as it runs.
 */
public final class Ports {

	private static final int FIRST = 10_000;

	private static final int SIZE = 250;

	private static final int BLOCKS = 24;

	/** Held open: whoever holds the first port of a block has the block. */
	private static final ServerSocket CLAIM = claim();

	private static int latest = CLAIM.getLocalPort();

	private Ports() {
	}

	/**
	 * Return a port that nobody listens on, another one each time. All others of the
	 * block come before it is returned again, so that a server which is stopped for a
	 * while finds it free.
	 * @return the port
	 */
	public static synchronized int next() {
		int first = CLAIM.getLocalPort();
		for (int i = 1; i < SIZE; i++) {
			latest = (latest < first + SIZE - 1) ? latest + 1 : first + 1;
			if (isFree(latest)) {
				return latest;
			}
		}
		throw new IllegalStateException("No port from %d to %d is free".formatted(first, first + SIZE - 1));
	}

	private static ServerSocket claim() {
		for (int block = 0; block < BLOCKS; block++) {
			try {
				return new ServerSocket(FIRST + block * SIZE, 1, InetAddress.getLoopbackAddress());
			}
			catch (IOException ex) {
				// Another process has it.
			}
		}
		throw new IllegalStateException("Every block of ports is taken");
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1)) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
