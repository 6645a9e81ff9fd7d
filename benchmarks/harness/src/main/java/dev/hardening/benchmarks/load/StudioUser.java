package dev.hardening.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Random;
import java.util.function.ObjLongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Someone who uses the page of the sample: signs in, browses catalogs, changes items,
 * compares colours, looks at a panorama, and thinks in between.
 */
final class StudioUser implements Runnable {

	private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

	private static final Pattern TILE = Pattern.compile("/api/tiles/[^\"]+");

	/** Items have few names, so that the database in memory does not grow. */
	private static final int ITEMS = 200;

	private final HttpClient client;

	private final URI base;

	private final ObjLongConsumer<Integer> answers;

	private final Random random;

	private final boolean draws;

	private final int think;

	private String token = "";

	private String tile = "";

	private int steps;

	StudioUser(HttpClient client, URI base, int number, int think, ObjLongConsumer<Integer> answers) {
		this.client = client;
		this.base = base;
		this.answers = answers;
		this.random = new Random(number);
		this.draws = (number == 0);
		this.think = think;
	}

	@Override
	public void run() {
		try {
			pause(this.think * 20);
			signIn();
			while (!Thread.currentThread().isInterrupted()) {
				step();
				pause(this.think);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void pause(int mean) throws InterruptedException {
		Thread.sleep(mean / 2 + this.random.nextInt(mean + 1));
	}

	private void signIn() throws InterruptedException {
		String answer = send("POST", "/api/auth/login", "{\"username\":\"demo\",\"password\":\"demo-password-1\"}");
		Matcher matcher = TOKEN.matcher(answer);
		if (matcher.find()) {
			this.token = matcher.group(1);
		}
		send("POST", "/api/catalogs", "{\"name\":\"load\",\"description\":\"Of the load test\"}");
	}

	private void step() throws InterruptedException {
		if (this.draws && this.steps++ % 30 == 0) {
			draw();
			return;
		}
		int choice = this.random.nextInt(100);
		if (choice < 15) {
			send("GET", "/api/me", "");
		}
		else if (choice < 35) {
			send("GET", "/api/catalogs?size=20", "");
		}
		else if (choice < 55) {
			send("GET", "/api/catalogs/load/items?size=20", "");
		}
		else if (choice < 65) {
			send("POST", "/api/catalogs/load/items", "{\"name\":\"item-%d\",\"description\":\"\",\"color\":\"#a0b0c0\"}"
				.formatted(this.random.nextInt(ITEMS)));
		}
		else if (choice < 80) {
			send("POST", "/api/evaluate/pair", "{\"a\":{\"name\":\"a\",\"color\":\"#102030\"},"
					+ "\"b\":{\"name\":\"b\",\"color\":\"#%06x\"}}".formatted(this.random.nextInt(1 << 24)));
		}
		else if (choice < 90) {
			send("GET", this.tile.isEmpty() ? "/health" : this.tile, "");
		}
		else {
			send("GET", (choice < 95) ? "/" : "/ready", "");
		}
	}

	private void draw() throws InterruptedException {
		String answer = send("POST", "/api/render",
				"{\"client\":\"load\",\"scene\":\"kitchen\",\"selection\":{\"floor\":\"oak\",\"wall\":\"linen\"}}");
		Matcher matcher = TILE.matcher(answer);
		if (matcher.find()) {
			Thread.sleep(5000);
			this.tile = matcher.group();
		}
	}

	private String send(String method, String path, String body) throws InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.base.resolve(path))
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
			.header("Content-Type", "application/json");
		if (!this.token.isEmpty()) {
			request.header("Authorization", "Bearer " + this.token);
		}
		long begin = System.nanoTime();
		try {
			HttpResponse<String> response = this.client.send(request.build(), BodyHandlers.ofString());
			this.answers.accept(response.statusCode(), System.nanoTime() - begin);
			return response.body();
		}
		catch (IOException ex) {
			this.answers.accept(-1, System.nanoTime() - begin);
			return "";
		}
	}

}
