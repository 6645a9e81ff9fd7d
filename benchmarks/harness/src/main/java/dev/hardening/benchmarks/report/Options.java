package dev.hardening.benchmarks.report;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The options of a command, written {@code --name=value}.
 */
public final class Options {

	private final Map<String, String> values = new LinkedHashMap<>();

	/**
	 * Read the options.
	 * @param arguments the arguments of the command line
	 */
	public Options(String... arguments) {
		for (String argument : arguments) {
			int equals = argument.indexOf('=');
			if (!argument.startsWith("--") || equals < 0) {
				throw new IllegalArgumentException("Not an option of the form --name=value: " + argument);
			}
			this.values.put(argument.substring(2, equals), argument.substring(equals + 1));
		}
	}

	/**
	 * Return a number.
	 * @param name the name of the option
	 * @param standard what it is when it is not given
	 * @return the number
	 */
	public int number(String name, int standard) {
		return Integer.parseInt(this.values.getOrDefault(name, Integer.toString(standard)));
	}

	/**
	 * Return a list.
	 * @param name the name of the option
	 * @param standard what it is when it is not given, parted by commas
	 * @return the elements
	 */
	public List<String> list(String name, String standard) {
		return Arrays.asList(this.values.getOrDefault(name, standard).split(","));
	}

	/**
	 * Return where the results are written.
	 * @return the directory of the benchmarks
	 */
	public Path directory() {
		return Path.of(this.values.getOrDefault("directory", "benchmarks")).toAbsolutePath();
	}

	/**
	 * Return these options with one of them changed.
	 * @param name the name of the option
	 * @param value its value
	 * @return other options
	 */
	public Options with(String name, String value) {
		Options changed = new Options();
		changed.values.put(name, value);
		this.values.forEach(changed.values::putIfAbsent);
		return changed;
	}

	/**
	 * Return the options as they are written.
	 * @return the options, without the directory
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		this.values.forEach((name, value) -> {
			if (!name.equals("directory")) {
				text.append(" --").append(name).append('=').append(value);
			}
		});
		return text.toString();
	}

}
