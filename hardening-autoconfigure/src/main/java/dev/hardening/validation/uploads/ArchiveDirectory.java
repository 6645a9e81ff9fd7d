package dev.hardening.validation.uploads;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the directory at the end of a zip file. Some readers go by it and others from
 * entry to entry; a file that is not the same to both could show one of them what the
 * other has never looked at.
 */
final class ArchiveDirectory {

	private static final int END = 0x06054b50;

	private static final int END_LENGTH = 22;

	private static final int LONGEST_COMMENT = 0xFFFF;

	private static final int ENTRY = 0x02014b50;

	private static final int ENTRY_LENGTH = 46;

	private static final int LOCAL = 0x04034b50;

	private static final int LOCAL_LENGTH = 30;

	/** The flag of an entry whose length is told behind it. */
	private static final int DESCRIPTOR = 8;

	private static final int LONGEST_DESCRIPTOR = 24;

	private ArchiveDirectory() {
	}

	/**
	 * Return whether the directory lists just these entries, their places fill the file
	 * up to it, and the file ends with it.
	 * @param content the file
	 * @param names the names of the entries that were met one after the other
	 * @return {@code true} if both ways to read the file find the same
	 */
	static boolean lists(byte[] content, List<String> names) {
		ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
		int end = end(file);
		if (names.isEmpty() || end < 0 || unsigned(file, end + 10) != names.size()) {
			return false;
		}
		long start = Integer.toUnsignedLong(file.getInt(end + 16));
		long length = Integer.toUnsignedLong(file.getInt(end + 12));
		if (start + length != end) {
			return false;
		}
		List<Listed> listed = listed(file, (int) start, end);
		listed.sort(Comparator.comparingLong(Listed::place));
		return listed.stream().map(Listed::name).toList().equals(names) && fill(file, listed, (int) start);
	}

	/**
	 * Return whether somebody could read the file as a zip file: one is told by its end,
	 * whatever it begins with.
	 * @param content the file
	 * @return {@code true} if there is the end of a directory in it
	 */
	static boolean isIn(byte[] content) {
		ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
		int last = content.length - END_LENGTH;
		for (int i = last; i >= 0 && i >= last - LONGEST_COMMENT; i--) {
			// The numbers of the disks follow, of which there is one.
			if (file.getInt(i) == END && file.getInt(i + 4) == 0) {
				return true;
			}
		}
		return false;
	}

	// Only a comment may follow, and in it readers look for the last end that there is.
	private static int end(ByteBuffer file) {
		int last = file.capacity() - END_LENGTH;
		for (int i = last; i >= 0 && i >= last - LONGEST_COMMENT; i--) {
			if (file.getInt(i) == END) {
				return (unsigned(file, i + 20) == last - i) ? i : -1;
			}
		}
		return -1;
	}

	private static List<Listed> listed(ByteBuffer file, int start, int end) {
		List<Listed> listed = new ArrayList<>();
		int position = start;
		while (position + ENTRY_LENGTH <= end && file.getInt(position) == ENTRY) {
			int name = unsigned(file, position + 28);
			int next = position + ENTRY_LENGTH + name + unsigned(file, position + 30) + unsigned(file, position + 32);
			if (next > end) {
				return new ArrayList<>();
			}
			listed.add(new Listed(name(file, position + ENTRY_LENGTH, name),
					Integer.toUnsignedLong(file.getInt(position + 42)),
					Integer.toUnsignedLong(file.getInt(position + 20))));
			position = next;
		}
		return (position == end) ? listed : new ArrayList<>();
	}

	// Between two entries nothing may hide; what may be there is the descriptor of the
	// first.
	private static boolean fill(ByteBuffer file, List<Listed> entries, int end) {
		long expected = 0;
		int slack = 0;
		for (Listed entry : entries) {
			long gap = entry.place() - expected;
			if (gap < 0 || gap > slack || entry.place() + LOCAL_LENGTH > end) {
				return false;
			}
			int local = (int) entry.place();
			int name = unsigned(file, local + 26);
			expected = entry.place() + LOCAL_LENGTH + name + unsigned(file, local + 28) + entry.length();
			if (file.getInt(local) != LOCAL || expected > end
					|| !name(file, local + LOCAL_LENGTH, name).equals(entry.name())) {
				return false;
			}
			slack = ((unsigned(file, local + 6) & DESCRIPTOR) != 0) ? LONGEST_DESCRIPTOR : 0;
		}
		return end - expected <= slack;
	}

	private static String name(ByteBuffer file, int position, int length) {
		return new String(file.array(), position, length, StandardCharsets.UTF_8);
	}

	private static int unsigned(ByteBuffer file, int position) {
		return Short.toUnsignedInt(file.getShort(position));
	}

	/**
	 * What the directory says of an entry.
	 *
	 * @param name its name
	 * @param place where it begins
	 * @param length how many bytes it has there
	 */
	private record Listed(String name, long place, long length) {

	}

}
