package dev.hardening.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A load generator for machines without {@code wrk}: one thread for each connection.
 */
final class JvmClient implements Driver {

	@Override
	public Load drive(URI uri, int connections, int seconds) throws IOException, InterruptedException {
		ExecutorService threads = Executors.newFixedThreadPool(connections);
		long started = System.nanoTime();
		long end = started + seconds * 1_000_000_000L;
		List<Future<List<Long>>> running = new ArrayList<>();
		for (int i = 0; i < connections; i++) {
			running.add(threads.submit(() -> send(uri, end)));
		}
		List<Long> latencies = new ArrayList<>();
		try {
			for (Future<List<Long>> connection : running) {
				latencies.addAll(connection.get());
			}
		}
		catch (ExecutionException ex) {
			throw new IOException(ex.getCause());
		}
		finally {
			threads.shutdownNow();
		}
		double elapsed = (System.nanoTime() - started) / 1e9;
		return new Load(latencies.size() / elapsed, Percentiles.millis(latencies, 50),
				Percentiles.millis(latencies, 99), latencies.size());
	}

	private List<Long> send(URI uri, long end) throws IOException {
		List<Long> latencies = new ArrayList<>();
		byte[] request = "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(uri.getPath(), uri.getAuthority())
			.getBytes(StandardCharsets.US_ASCII);
		try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
			socket.setTcpNoDelay(true);
			InputStream in = new BufferedInputStream(socket.getInputStream());
			for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
				socket.getOutputStream().write(request);
				skipAnswer(in);
				latencies.add(System.nanoTime() - begin);
			}
		}
		return latencies;
	}

	private void skipAnswer(InputStream in) throws IOException {
		long length = 0;
		for (String line = line(in); !line.isEmpty(); line = line(in)) {
			if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
				length = Long.parseLong(line.substring(15).strip());
			}
		}
		in.skipNBytes(length);
	}

	private String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = in.read(); c != '\n'; c = in.read()) {
			if (c < 0) {
				throw new IOException("The server closed the connection");
			}
			if (c != '\r') {
				line.append((char) c);
			}
		}
		return line.toString();
	}

	@Override
	public String toString() {
		return "a JVM client";
	}

}
