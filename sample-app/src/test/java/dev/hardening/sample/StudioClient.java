package dev.hardening.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client with an address of its own.
 */
public final class StudioClient {

	private static final AtomicInteger clients = new AtomicInteger();

	private static final JsonMapper json = JsonMapper.shared();

	private final HttpClient http = HttpClient.newHttpClient();

	private final Map<String, String> headers = new LinkedHashMap<>();

	private final int port;

	public StudioClient(int port) {
		int number = clients.incrementAndGet();
		this.port = port;
		this.headers.put("X-Forwarded-For", "203.0." + number / 250 + "." + (1 + number % 250));
		this.headers.put("Accept", "application/json");
	}

	public StudioClient with(String header, String value) {
		this.headers.put(header, value);
		return this;
	}

	public StudioClient signIn(String username, String password) {
		Answer answer = post("/api/auth/login",
				"{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
		JsonNode token = answer.json().get("access_token");
		if (token == null) {
			throw new IllegalStateException(
					"%s cannot sign in: %d %s".formatted(username, answer.status(), answer.text()));
		}
		return with("Authorization", "Bearer " + token.asString());
	}

	public StudioClient demo() {
		return signIn("demo", "demo-password-1");
	}

	public StudioClient admin() {
		return signIn("admin", "admin-password-1");
	}

	public Answer get(String path) {
		return send("GET", path, BodyPublishers.noBody(), null);
	}

	public Answer delete(String path) {
		return send("DELETE", path, BodyPublishers.noBody(), null);
	}

	public Answer post(String path, String body) {
		return send("POST", path, BodyPublishers.ofString(body), "application/json");
	}

	public Answer put(String path, String body) {
		return send("PUT", path, BodyPublishers.ofString(body), "application/json");
	}

	public Answer upload(String path, String filename, String type, byte[] content) {
		byte[] head = ("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
			.formatted(filename, type)).getBytes(StandardCharsets.UTF_8);
		byte[] tail = "\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8);
		byte[] body = new byte[head.length + content.length + tail.length];
		System.arraycopy(head, 0, body, 0, head.length);
		System.arraycopy(content, 0, body, head.length, content.length);
		System.arraycopy(tail, 0, body, head.length + content.length, tail.length);
		return send("POST", path, BodyPublishers.ofByteArray(body), "multipart/form-data; boundary=edge");
	}

	private Answer send(String method, String path, BodyPublisher body, String type) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.method(method, body);
		this.headers.forEach(request::header);
		if (type != null) {
			request.header("Content-Type", type);
		}
		try {
			return new Answer(this.http.send(request.build(), BodyHandlers.ofByteArray()));
		}
		catch (IOException ex) {
			throw new IllegalStateException(method + " " + path + " got no answer", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * An answer.
	 *
	 * @param response the answer as it came
	 */
	public record Answer(HttpResponse<byte[]> response) {

		public int status() {
			return this.response.statusCode();
		}

		public byte[] bytes() {
			return this.response.body();
		}

		public String text() {
			return new String(this.response.body(), StandardCharsets.UTF_8);
		}

		public JsonNode json() {
			return json.readTree(this.response.body());
		}

		public String error() {
			return json().path("error").asString();
		}

		public String header(String name) {
			return this.response.headers().firstValue(name).orElse("");
		}

	}

}
