package dev.hardening.validation.uploads;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Tells archives and compressed streams by their first bytes. An archive within an
 * archive multiplies what it unpacks to, and no name gives it away.
 */
final class ArchiveSignatures {

	/** The name of the format in the header of the first entry of a tar. */
	private static final byte[] TAR = "ustar".getBytes(StandardCharsets.ISO_8859_1);

	private static final int TAR_OFFSET = 257;

	/** How many bytes of a file decide. */
	static final int LONGEST = TAR_OFFSET + TAR.length;

	/** zip (and empty, and split), gzip, bzip2, xz, 7z, rar, zstd, lz4, compress, cab. */
	private static final List<byte[]> SIGNATURES = List
		.of("PK\3\4", "PK\5\6", "PK\7\b", "\u001f\u008b", "BZh", "\u00fd7zXZ\0", "7z\u00bc\u00af'\u001c",
				"Rar!\u001a\u0007", "(\u00b5/\u00fd", "\4\"M\u0018", "\u001f\u009d", "MSCF")
		.stream()
		.map((signature) -> signature.getBytes(StandardCharsets.ISO_8859_1))
		.toList();

	/** Media types of these, but for zip: nothing here unpacks them to see how large. */
	static final Set<String> UNBOUNDED = Set.of("application/gzip", "application/x-bzip2", "application/x-bzip",
			"application/x-xz", "application/x-7z-compressed", "application/x-rar-compressed", "application/zstd",
			"application/x-lz4", "application/x-compress", "application/vnd.ms-cab-compressed", "application/x-tar",
			"application/x-gtar");

	private ArchiveSignatures() {
	}

	static boolean match(byte[] head) {
		return SIGNATURES.stream().anyMatch((signature) -> startsWith(head, 0, signature))
				|| startsWith(head, TAR_OFFSET, TAR);
	}

	private static boolean startsWith(byte[] head, int offset, byte[] signature) {
		if (head.length < offset + signature.length) {
			return false;
		}
		for (int i = 0; i < signature.length; i++) {
			if (head[offset + i] != signature[i]) {
				return false;
			}
		}
		return true;
	}

}
