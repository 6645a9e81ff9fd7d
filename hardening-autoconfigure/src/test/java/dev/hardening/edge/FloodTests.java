package dev.hardening.edge;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.hardening.test.UsedHeap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten thousand requests that nobody should send leave nothing behind.
 */
@Tag("long")
class FloodTests {

	private static final int REQUESTS = 10_000;

	private static final int CLIENTS = 16;

	private static final int SLOW = 200;

	private static final long MEGABYTE = 1024 * 1024;

	private static final String JSON = "POST /bodies/one HTTP/1.1\nHost: a\nContent-Type: application/json\n";

	/** What is sent, and the statuses that may come back. */
	private static final Map<String, String> HOSTILE = Map.ofEntries(
			Map.entry(JSON + "Content-Length: 104857600\n\n{", "413"),
			Map.entry(
					JSON + "Transfer-Encoding: chunked\n\n" + ("1000\n" + "x".repeat(4096) + "\n").repeat(20) + "0\n\n",
					"413"),
			Map.entry(JSON + "Transfer-Encoding: chunked\n\nnonsense\n\n", "400"),
			Map.entry(JSON + "Connection: close\nContent-Length: 5000\n\n" + "[".repeat(5000), "400"),
			Map.entry(JSON + "Connection: close\nContent-Length: 5\n\n\"\\ud8", "400"),
			Map.entry("POST /bodies/upload HTTP/1.1\nHost: a\nConnection: close\n"
					+ "Content-Type: multipart/form-data; boundary=b\nContent-Length: 9\n\n--b\nx: y\n", "400"),
			Map.entry("GET /" + "a".repeat(20_000) + " HTTP/1.1\nHost: a\n\n", "414"),
			Map.entry("GET /ok HTTP/1.1\nHost: a\nX: " + "a".repeat(20_000) + "\n\n", "431"),
			Map.entry("GET /ok?" + "a=1&".repeat(200) + " HTTP/1.1\nHost: a\nConnection: close\n\n", "400"),
			Map.entry("GET /ok;x=1 HTTP/1.1\nHost: a\nConnection: close\n\n", "400"), Map.entry("GET /a b\n\n", "400"),
			Map.entry("\u0000\u0001\u0002\u0003\n\n", "400"),
			Map.entry(JSON + "Transfer-Encoding: nonsense\n\n", "501"));

	private static EdgeApplication application;

	@BeforeAll
	static void start() {
		application = EdgeApplication.start("hardening.rate-limit.enabled=false",
				"hardening.requests.max-body-size=64KB", "server.tomcat.connection-timeout=2s",
				"logging.level.root=error");
	}

	@AfterAll
	static void stop() {
		application.close();
		// It would stay for the tests that follow in this process and start no
		// application.
		LoggingSystem.get(FloodTests.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
	}

	@Test
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void heapAfterTenThousandHostileRequestsIsWhereItWas() throws Exception {
		flood(REQUESTS / 10);
		long before = UsedHeap.afterCollection();
		Map<String, Integer> answers = flood(REQUESTS);
		long after = UsedHeap.afterCollection();
		assertThat(answers.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(REQUESTS);
		// Whoever is still sending when the answer is there may find the connection
		// closed.
		assertThat(answers.getOrDefault("none", 0)).isLessThan(REQUESTS / 20);
		assertThat(answers).containsKeys("400", "413", "414", "431", "501");
		assertThat(answers.keySet()).isSubsetOf("400", "413", "414", "431", "501", "none");
		assertThat(after).as("from %d to %d bytes", before, after).isLessThan(before + before / 4 + 8 * MEGABYTE);
		assertThat(application.get("/ok").body()).isEqualTo("ok");
	}

	@Test
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void requestBesideManySlowOnesIsAnswered() throws Exception {
		List<Socket> slow = new ArrayList<>();
		try {
			for (int i = 0; i < SLOW; i++) {
				slow.add(send((i % 2 == 0) ? "GET /ok HTTP/1.1\nHost: a\nX-Slow" : JSON + "Content-Length: 100\n\n{"));
			}
			assertThat(application.get("/ok").body()).isEqualTo("ok");
			for (Socket socket : slow) {
				socket.setSoTimeout(60_000);
				// The server gives up and closes, with an answer or without.
				assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
					.doesNotStartWith("HTTP/1.1 2");
			}
		}
		finally {
			for (Socket socket : slow) {
				socket.close();
			}
		}
		assertThat(application.get("/ok").body()).isEqualTo("ok");
	}

	private static Map<String, Integer> flood(int requests) throws Exception {
		List<Map.Entry<String, String>> hostile = new ArrayList<>(HOSTILE.entrySet());
		Map<String, Integer> answers = new ConcurrentHashMap<>();
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		try {
			List<Callable<Void>> work = new ArrayList<>();
			for (int i = 0; i < requests; i++) {
				Map.Entry<String, String> entry = hostile.get(i % hostile.size());
				work.add(() -> {
					String status = status(entry.getKey());
					assertThat(status).isIn(entry.getValue(), "none");
					answers.merge(status, 1, Integer::sum);
					return null;
				});
			}
			for (Future<Void> done : clients.invokeAll(work)) {
				done.get();
			}
		}
		finally {
			clients.shutdownNow();
		}
		return answers;
	}

	private static String status(String request) {
		try (Socket socket = send(request)) {
			socket.setSoTimeout(60_000);
			byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 400".length());
			return (head.length == 12) ? new String(head, 9, 3, StandardCharsets.US_ASCII) : "none";
		}
		catch (IOException ex) {
			return "none";
		}
	}

	private static Socket send(String request) throws IOException {
		Socket socket = new Socket("127.0.0.1", application.port());
		try {
			OutputStream out = socket.getOutputStream();
			out.write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
			out.flush();
		}
		catch (IOException ex) {
			// The server may refuse before all of it is sent; whoever reads finds out.
			return socket;
		}
		return socket;
	}

}
