package dev.hardening.validation.uploads;

import java.io.IOException;
import java.io.InputStream;
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

	@Nullable String check(InputStream content, long size) throws IOException {
		long bound = Math.min(this.maxSize, size * this.maxRatio);
		byte[] buffer = new byte[8192];
		long unpacked = 0;
		int entries = 0;
		try (ZipInputStream zip = new ZipInputStream(content)) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				if (++entries > this.maxEntries) {
					return "must have at most %d entries".formatted(this.maxEntries);
				}
				if (isUnsafe(entry.getName())) {
					return "must not have entries that are outside of it or archives themselves";
				}
				for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
					unpacked += read;
					if (unpacked > bound) {
						return "must not unpack to more than %d times its size or %d bytes".formatted(this.maxRatio,
								this.maxSize);
					}
				}
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			return "must be an archive that can be read";
		}
		return (entries > 0) ? null : "must be an archive that can be read";
	}

	private boolean isUnsafe(String name) {
		String path = name.replace('\\', '/');
		boolean outside = path.startsWith("/") || path.contains("../") || path.endsWith("/..")
				|| path.indexOf(':') >= 0;
		return outside || path.regionMatches(true, path.length() - 4, ".zip", 0, 4)
				|| path.regionMatches(true, path.length() - 4, ".jar", 0, 4);
	}

}
