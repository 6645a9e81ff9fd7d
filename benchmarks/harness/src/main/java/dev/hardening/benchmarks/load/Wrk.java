package dev.hardening.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The load generator {@code wrk}.
 */
final class Wrk implements Driver {

	private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");

	private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");

	static boolean isInstalled() {
		try {
			new ProcessBuilder("wrk", "-v").redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
			return true;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public Load drive(URI uri, int connections, int seconds) throws IOException, InterruptedException {
		Process process = new ProcessBuilder("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--latency",
				uri.toString())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return new Load(Double.parseDouble(find(RATE, output)), latency("50", output), latency("99", output),
				Long.parseLong(find(REQUESTS, output)));
	}

	private static double latency(String percent, String output) {
		Matcher matcher = Pattern.compile("(?m)^\\s+" + percent + "%\\s+([0-9.]+)(us|ms|s)$").matcher(output);
		if (!matcher.find()) {
			throw new IllegalStateException("wrk told no latency: " + output);
		}
		double value = Double.parseDouble(matcher.group(1));
		return switch (matcher.group(2)) {
			case "us" -> value / 1000;
			case "s" -> value * 1000;
			default -> value;
		};
	}

	private static String find(Pattern pattern, String output) {
		Matcher matcher = pattern.matcher(output);
		if (!matcher.find()) {
			throw new IllegalStateException("wrk said: " + output);
		}
		return matcher.group(1);
	}

	@Override
	public String toString() {
		return "wrk";
	}

}
