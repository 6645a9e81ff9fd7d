package dev.hardening.validation.uploads;

import org.jspecify.annotations.Nullable;

/**
 * Finds bytes behind the end of an image. A file that is an image at its head and an
 * archive or a page at its tail is two files for two readers.
 */
final class TrailingData {

	private static final String REFUSAL = "must not go on behind the end of the image";

	private static final int PNG_SIGNATURE = 8;

	private static final int PNG_CHUNK_OVERHEAD = 12;

	private static final int BMP_HEADER = 14;

	private TrailingData() {
	}

	static @Nullable String check(String type, byte[] content) {
		long end = switch (type) {
			case "image/png" -> endOfPng(content);
			case "image/jpeg" -> endOfJpeg(content);
			case "image/gif" -> GifBlocks.end(content);
			case "image/bmp" -> endOfBmp(content);
			default -> content.length;
		};
		return (end == content.length) ? null : REFUSAL;
	}

	private static long endOfPng(byte[] content) {
		long position = PNG_SIGNATURE;
		while (position + PNG_CHUNK_OVERHEAD <= content.length) {
			int start = (int) position;
			boolean last = content[start + 4] == 'I' && content[start + 5] == 'E' && content[start + 6] == 'N'
					&& content[start + 7] == 'D';
			position += PNG_CHUNK_OVERHEAD + unsigned(content, start, 4);
			if (last) {
				return position;
			}
		}
		return -1;
	}

	private static long endOfJpeg(byte[] content) {
		int position = 2;
		while (position + 1 < content.length) {
			if (content[position] != (byte) 0xFF) {
				return -1;
			}
			int marker = content[position + 1] & 0xFF;
			if (marker == 0xD9) {
				return position + 2L;
			}
			if (marker == 0xFF) {
				position++;
			}
			else if (position + 3 >= content.length) {
				return -1;
			}
			else {
				long next = position + 2 + unsigned(content, position + 2, 2);
				position = (marker == 0xDA) ? endOfScan(content, next) : (int) Math.min(next, content.length);
			}
		}
		return -1;
	}

	// In a scan, FF stands for itself when 00 follows, and a restart marker goes on with
	// the scan.
	private static int endOfScan(byte[] content, long start) {
		for (long i = start; i + 1 < content.length; i++) {
			int next = content[(int) i + 1] & 0xFF;
			if (content[(int) i] == (byte) 0xFF && next != 0 && !(next >= 0xD0 && next <= 0xD7)) {
				return (int) i;
			}
		}
		return content.length;
	}

	// The size of the file stands in its header, the lowest byte first.
	private static long endOfBmp(byte[] content) {
		return (content.length < BMP_HEADER) ? -1
				: Integer.toUnsignedLong(Integer.reverseBytes((int) unsigned(content, 2, 4)));
	}

	private static long unsigned(byte[] content, int start, int length) {
		long value = 0;
		for (int i = start; i < start + length; i++) {
			value = (value << Byte.SIZE) | (content[i] & 0xFF);
		}
		return value;
	}

}
