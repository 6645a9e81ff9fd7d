package dev.hardening.audit;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the checks about the process look at.
 *
 * @param userId the numeric id of the user that the process runs as, {@code null} where
 * the system has none
 * @param arguments the arguments of the virtual machine
 * @param writable the parts of the class path that the process can write
 */
record ProcessFacts(@Nullable Integer userId, List<String> arguments, List<Path> writable) {

	static ProcessFacts current() {
		return new ProcessFacts(userId(Path.of("/proc/self")), ManagementFactory.getRuntimeMXBean().getInputArguments(),
				writable(System.getProperty("java.class.path", "")));
	}

	private static @Nullable Integer userId(Path process) {
		try {
			return (Integer) Files.getAttribute(process, "unix:uid");
		}
		catch (IOException | UnsupportedOperationException | IllegalArgumentException ex) {
			return null;
		}
	}

	static List<Path> writable(String classPath) {
		return Arrays.stream(classPath.split(File.pathSeparator))
			.filter((entry) -> !entry.isEmpty())
			.map(Path::of)
			.filter(Files::isWritable)
			.toList();
	}

}
