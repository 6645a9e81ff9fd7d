package dev.hardening.sample.production;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Takes what is sent to Sentry.
 */
final class SentryServer implements AutoCloseable {

	private final List<String> envelopes = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	SentryServer() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::take);
		this.server.start();
	}

	private void take(HttpExchange exchange) throws IOException {
		boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
		try (InputStream body = (zipped) ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
			this.envelopes.add(new String(body.readAllBytes(), StandardCharsets.UTF_8));
		}
		exchange.sendResponseHeaders(200, -1);
		exchange.close();
	}

	String dsn() {
		return "http://public@127.0.0.1:" + this.server.getAddress().getPort() + "/1";
	}

	/**
	 * Wait for an envelope.
	 * @param part what it holds
	 * @return the envelope
	 */
	String await(String part) {
		long end = System.nanoTime() + 120_000_000_000L;
		while (System.nanoTime() < end) {
			for (String envelope : this.envelopes) {
				if (envelope.contains(part)) {
					return envelope;
				}
			}
			Thread.onSpinWait();
		}
		throw new AssertionError("Nothing with " + part + " was sent: " + this.envelopes);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
