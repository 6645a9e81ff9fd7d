package dev.hardening.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * The share of its memory limit that the container uses, as the kernel's control groups
 * tell. What the kernel could drop at once, the inactive part of the file cache, is not
 * counted: the kubelet counts the same way before it evicts.
 */
final class ContainerMemory {

	private final Path limit;

	private final Path usage;

	private final Path statistics;

	private final String inactive;

	private ContainerMemory(Path limit, Path usage, Path statistics, String inactive) {
		this.limit = limit;
		this.usage = usage;
		this.statistics = statistics;
		this.inactive = inactive;
	}

	/**
	 * Find the files of version 2 of the control groups, else those of version 1.
	 * @param root where control groups are mounted, {@code /sys/fs/cgroup}
	 * @return the memory of the container
	 */
	static ContainerMemory at(Path root) {
		if (Files.exists(root.resolve("memory.max"))) {
			return new ContainerMemory(root.resolve("memory.max"), root.resolve("memory.current"),
					root.resolve("memory.stat"), "inactive_file ");
		}
		Path memory = root.resolve("memory");
		return new ContainerMemory(memory.resolve("memory.limit_in_bytes"), memory.resolve("memory.usage_in_bytes"),
				memory.resolve("memory.stat"), "total_inactive_file ");
	}

	/**
	 * Read the share.
	 * @return the share between 0 and 1, empty where there is no limit
	 */
	OptionalDouble used() {
		try {
			String max = Files.readString(this.limit).trim();
			if (max.equals("max")) {
				return OptionalDouble.empty();
			}
			double used = Long.parseLong(Files.readString(this.usage).trim()) - inactive();
			return OptionalDouble.of(Math.max(0, used) / Long.parseLong(max));
		}
		catch (IOException | NumberFormatException ex) {
			return OptionalDouble.empty();
		}
	}

	private long inactive() throws IOException {
		for (String line : Files.readAllLines(this.statistics)) {
			if (line.startsWith(this.inactive)) {
				return Long.parseLong(line.substring(this.inactive.length()).trim());
			}
		}
		return 0;
	}

}
