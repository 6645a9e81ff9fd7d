package dev.hardening.sentry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the envelopes that Sentry's client sends and decodes them.
 */
final class SentryReceiver implements AutoCloseable {

	private final List<String> envelopes = new CopyOnWriteArrayList<>();

	private final CountDownLatch released;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpServer server;

	private SentryReceiver(boolean dead) throws IOException {
		this.released = new CountDownLatch(dead ? 1 : 0);
		this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		this.server.createContext("/", this::receive);
		this.server.setExecutor(this.executor);
		this.server.start();
	}

	static SentryReceiver start() throws IOException {
		return new SentryReceiver(false);
	}

	/**
	 * Start a receiver that takes connections and never answers.
	 * @return the receiver
	 */
	static SentryReceiver startDead() throws IOException {
		return new SentryReceiver(true);
	}

	/** Answer what came and what comes. */
	void release() {
		this.released.countDown();
	}

	String dsn() {
		return "http://publickey@127.0.0.1:" + this.server.getAddress().getPort() + "/1";
	}

	private void receive(HttpExchange exchange) throws IOException {
		try (exchange) {
			this.released.await();
			byte[] body = exchange.getRequestBody().readAllBytes();
			boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
			this.envelopes.add(zipped ? unzip(body) : new String(body, StandardCharsets.UTF_8));
			exchange.sendResponseHeaders(200, -1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static String unzip(byte[] body) throws IOException {
		try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
			return new String(unzipped.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	String everything() {
		return String.join("\n", this.envelopes);
	}

	/**
	 * Return the items of one type: a line of JSON tells the type, the next one is the
	 * item.
	 * @param type the type, such as event
	 * @return the items
	 */
	List<JsonNode> items(String type) {
		return this.envelopes.stream().flatMap((envelope) -> {
			String[] lines = envelope.split("\n");
			return IntStream.range(1, lines.length - 1)
				.filter((i) -> lines[i].contains("\"type\":\"" + type + "\"") && lines[i].contains("\"length\""))
				.mapToObj((i) -> JsonMapper.shared().readTree(lines[i + 1]));
		}).toList();
	}

	@Override
	public void close() {
		this.released.countDown();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

}
