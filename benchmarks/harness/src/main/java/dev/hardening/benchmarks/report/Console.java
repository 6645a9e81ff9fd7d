package dev.hardening.benchmarks.report;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a run says how it goes.
 */
public final class Console {

	private static final PrintStream OUT = new PrintStream(new FileOutputStream(FileDescriptor.out), true,
			StandardCharsets.UTF_8);

	private Console() {
	}

	/**
	 * Write a line.
	 * @param format the line, as {@link String#format} has it
	 * @param arguments what it names
	 */
	public static void say(String format, Object... arguments) {
		OUT.println(format.formatted(arguments));
	}

}
