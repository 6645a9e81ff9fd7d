package dev.hardening.examples.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands in for AWS Secrets Manager on loopback: the one operation that a start needs, in
 * the protocol that the real one speaks.
 */
final class SecretsManager implements AutoCloseable {

	private static final Pattern SECRET_ID = Pattern.compile("\"SecretId\"\\s*:\\s*\"([^\"]+)\"");

	private final Map<String, String> secrets = new ConcurrentHashMap<>();

	private final List<String> authorizations = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	SecretsManager() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	/**
	 * Keep a secret.
	 * @param id its name
	 * @param json the object of keys and values
	 */
	void put(String id, String json) {
		this.secrets.put(id, json);
	}

	String endpoint() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	List<String> authorizations() {
		return this.authorizations;
	}

	private void answer(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		this.authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
		Matcher id = SECRET_ID.matcher(body);
		boolean known = "secretsmanager.GetSecretValue".equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
				&& id.find() && this.secrets.containsKey(id.group(1));
		String json = known ? value(id.group(1))
				: "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"Secrets Manager can't find it.\"}";
		byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
		exchange.sendResponseHeaders(known ? 200 : 400, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private String value(String id) {
		String escaped = this.secrets.getOrDefault(id, "").replace("\\", "\\\\").replace("\"", "\\\"");
		return "{\"ARN\":\"arn:aws:secretsmanager:eu-central-1:1:secret:%s\",\"Name\":\"%s\",\"SecretString\":\"%s\"}"
			.formatted(id, id, escaped);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
