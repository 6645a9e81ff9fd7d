package dev.hardening.tracing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;

/**
 * Takes what an exporter sends over OTLP, in protobuf, and decodes it.
 */
final class OtlpReceiver implements AutoCloseable {

	private final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();

	private final CountDownLatch released;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpServer server;

	private OtlpReceiver(boolean dead) throws IOException {
		this.released = new CountDownLatch(dead ? 1 : 0);
		this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		this.server.createContext("/v1/traces", this::receive);
		this.server.setExecutor(this.executor);
		this.server.start();
	}

	static OtlpReceiver start() throws IOException {
		return new OtlpReceiver(false);
	}

	/**
	 * Start a receiver that takes connections and never answers.
	 * @return the receiver
	 */
	static OtlpReceiver startDead() throws IOException {
		return new OtlpReceiver(true);
	}

	String endpoint() {
		return "http://127.0.0.1:%d/v1/traces".formatted(this.server.getAddress().getPort());
	}

	private void receive(HttpExchange exchange) throws IOException {
		try (exchange) {
			this.released.await();
			boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
			byte[] body = exchange.getRequestBody().readAllBytes();
			this.requests.add(ExportTraceServiceRequest.parseFrom(zipped ? unzip(body) : body));
			exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
			exchange.sendResponseHeaders(200, -1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static byte[] unzip(byte[] body) throws IOException {
		try (InputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
			return unzipped.readAllBytes();
		}
	}

	/**
	 * Return all spans that have come in.
	 * @return the spans
	 */
	List<Span> spans() {
		return this.requests.stream()
			.flatMap((request) -> request.getResourceSpansList().stream())
			.flatMap((resource) -> resource.getScopeSpansList().stream())
			.flatMap((scope) -> scope.getSpansList().stream())
			.toList();
	}

	/**
	 * Return all that has come in, as text.
	 * @return the text
	 */
	String everything() {
		return this.requests.toString();
	}

	static String attribute(Span span, String name) {
		return span.getAttributesList()
			.stream()
			.filter((attribute) -> attribute.getKey().equals(name))
			.map(KeyValue::getValue)
			.map((value) -> value.getStringValue())
			.findFirst()
			.orElse(null);
	}

	@Override
	public void close() {
		this.released.countDown();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

}
