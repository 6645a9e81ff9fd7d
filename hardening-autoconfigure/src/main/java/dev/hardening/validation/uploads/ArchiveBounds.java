package dev.hardening.validation.uploads;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.jspecify.annotations.Nullable;

/**
 * Bounds what an archive unpacks to, by unpacking it into nothing and stopping at the
 * bound. What an archive says of its own size is not believed.
 */
final class ArchiveBounds {

	private static final Set<String> ZIPS = Set.of("application/zip", "application/java-archive",
			"application/epub+zip", "application/x-tika-ooxml");

	private static final String UNSAFE = "must not have entries that are outside of it or archives themselves";

	private static final String UNREADABLE = "must be an archive that can be read";

	private final int maxEntries;

	private final int maxRatio;

	private final long maxSize;

	ArchiveBounds(int maxEntries, int maxRatio, long maxSize) {
		this.maxEntries = maxEntries;
		this.maxRatio = maxRatio;
		this.maxSize = maxSize;
	}

	boolean supports(String type) {
		return ZIPS.contains(type) || type.startsWith("application/vnd.openxmlformats-officedocument.");
	}

	@Nullable String check(byte[] content) {
		long bound = Math.min(this.maxSize, (long) content.length * this.maxRatio);
		List<String> names = new ArrayList<>();
		long unpacked = 0;
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				names.add(entry.getName());
				String refusal = (names.size() > this.maxEntries) ? tooMany() : refusalOf(entry.getName());
				if (refusal != null) {
					return refusal;
				}
				byte[] head = zip.readNBytes(ArchiveSignatures.LONGEST);
				if (ArchiveSignatures.match(head)) {
					return UNSAFE;
				}
				unpacked += head.length + skip(zip, bound - unpacked);
				if (unpacked > bound) {
					return "must not unpack to more than %d times its size or %d bytes".formatted(this.maxRatio,
							this.maxSize);
				}
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			return UNREADABLE;
		}
		return ArchiveDirectory.lists(content, names) ? null : UNREADABLE;
	}

	private String tooMany() {
		return "must have at most %d entries".formatted(this.maxEntries);
	}

	private long skip(InputStream entry, long most) throws IOException {
		byte[] buffer = new byte[8192];
		long skipped = 0;
		for (int read = entry.read(buffer); read >= 0 && skipped <= most; read = entry.read(buffer)) {
			skipped += read;
		}
		return skipped;
	}

	private @Nullable String refusalOf(String name) {
		if (isUnsafe(name)) {
			return UNSAFE;
		}
		// The macros of any document of Office.
		return name.toLowerCase(Locale.ROOT).endsWith("vbaproject.bin") ? "must not hold macros" : null;
	}

	private boolean isUnsafe(String name) {
		String path = name.replace('\\', '/');
		boolean outside = path.startsWith("/") || path.contains("../") || path.endsWith("/..") || path.equals("..")
				|| path.indexOf(':') >= 0 || path.indexOf('\0') >= 0;
		return outside || path.regionMatches(true, path.length() - 4, ".zip", 0, 4)
				|| path.regionMatches(true, path.length() - 4, ".jar", 0, 4);
	}

}
