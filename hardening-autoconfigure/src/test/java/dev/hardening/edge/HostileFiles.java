package dev.hardening.edge;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.imageio.ImageIO;

/**
 * Makes files that nobody should keep as they are.
 */
final class HostileFiles {

	private HostileFiles() {
	}

	static byte[] text(String content) {
		return content.getBytes(StandardCharsets.ISO_8859_1);
	}

	static byte[] image(String format, int size) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			ImageIO.write(new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB), format, bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/** A picture whose head tells another size than there is, checksum and all. */
	static byte[] pngOf(int width, int height) {
		byte[] png = image("png", 1);
		ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
		CRC32 crc = new CRC32();
		crc.update(png, 12, 17);
		ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
		return png;
	}

	static byte[] jpegOf(int size) {
		byte[] jpeg = image("jpg", 8);
		for (int i = 2; i < jpeg.length - 8; i++) {
			if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) {
				ByteBuffer.wrap(jpeg).putShort(i + 5, (short) size).putShort(i + 7, (short) size);
				return jpeg;
			}
		}
		throw new IllegalStateException("no frame");
	}

	/** A GIF with small pictures on a screen that is not, or many large ones. */
	static byte[] gifOf(int screen, int frame, int frames) {
		ByteArrayOutputStream gif = new ByteArrayOutputStream();
		gif.writeBytes(text("GIF89a"));
		littleEndian(gif, screen, screen);
		gif.writeBytes(new byte[] { 0, 0, 0 });
		for (int i = 0; i < frames; i++) {
			gif.write(0x2C);
			littleEndian(gif, 0, 0, frame, frame);
			// A table of two colours, and nothing but the end of the data.
			gif.writeBytes(new byte[] { (byte) 0x80, 0, 0, 0, 1, 1, 1, 2, 2, 0x4C, 0x01, 0 });
		}
		gif.write(0x3B);
		return gif.toByteArray();
	}

	private static void littleEndian(ByteArrayOutputStream out, int... values) {
		for (int value : values) {
			out.write(value);
			out.write(value >> 8);
		}
	}

	/** A PNG with one more chunk behind its head. */
	static byte[] pngWith(String chunk, byte[] content) {
		byte[] png = image("png", 4);
		ByteBuffer more = ByteBuffer.allocate(content.length + 12).putInt(content.length);
		more.put(text(chunk)).put(content);
		CRC32 crc = new CRC32();
		crc.update(more.array(), 4, content.length + 4);
		more.putInt((int) crc.getValue());
		return concat(Arrays.copyOf(png, 33), more.array(), Arrays.copyOfRange(png, 33, png.length));
	}

	/** A JPEG with one more segment behind its start. */
	static byte[] jpegWith(int marker, byte[] content) {
		byte[] jpeg = image("jpg", 8);
		byte[] segment = ByteBuffer.allocate(content.length + 4)
			.put((byte) 0xFF)
			.put((byte) marker)
			.putShort((short) (content.length + 2))
			.put(content)
			.array();
		return concat(Arrays.copyOf(jpeg, 2), segment, Arrays.copyOfRange(jpeg, 2, jpeg.length));
	}

	static byte[] zip(Object... namesAndContents) {
		return zip((zip) -> {
			for (int i = 0; i < namesAndContents.length; i += 2) {
				put(zip, (String) namesAndContents[i], (byte[]) namesAndContents[i + 1]);
			}
		});
	}

	static byte[] zip(Consumer<ZipOutputStream> entries) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			entries.accept(zip);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	static void put(ZipOutputStream zip, String name, byte[] content) {
		try {
			zip.putNextEntry(new ZipEntry(name));
			zip.write(content);
			zip.closeEntry();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static byte[] gzip(byte[] content) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
			out.write(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	static byte[] tar(String name) {
		byte[] tar = Arrays.copyOf(text(name), 1536);
		System.arraycopy(text("ustar\00000"), 0, tar, 257, 8);
		return tar;
	}

	/**
	 * An archive whose directory lists an entry that somebody who reads from entry to
	 * entry never meets: that one stops at the bytes in between.
	 */
	static byte[] zipOfTwoFaces() {
		byte[] both = zip("a.txt", text("good"), "../evil.jsp", text("evil"));
		int second = indexOf(both, "PK\3\4", 4);
		int directory = indexOf(both, "PK\1\2", 0);
		byte[] junk = text("xxxxxxxx");
		byte[] file = concat(Arrays.copyOf(both, second), junk, Arrays.copyOfRange(both, second, both.length));
		ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
		int secondInDirectory = indexOf(file, "PK\1\2", directory + junk.length + 4);
		buffer.putInt(secondInDirectory + 42, second + junk.length);
		buffer.putInt(file.length - 22 + 16, directory + junk.length);
		return file;
	}

	/**
	 * An archive with an entry that hides in front of another of the same name: the
	 * directory points at the first, and who reads on meets only the second.
	 */
	static byte[] zipWithHiddenEntry() {
		byte[] shown = zip("a.txt", text("good"));
		byte[] hidden = zip("a.txt", new byte[1_000_000]);
		byte[] entry = Arrays.copyOf(shown, indexOf(shown, "PK\1\2", 0));
		byte[] bomb = Arrays.copyOf(hidden, indexOf(hidden, "PK\1\2", 0));
		byte[] directory = Arrays.copyOfRange(hidden, bomb.length, hidden.length);
		int junk = 4;
		ByteBuffer buffer = ByteBuffer.wrap(directory).order(ByteOrder.LITTLE_ENDIAN);
		buffer.putInt(42, entry.length + junk);
		buffer.putInt(directory.length - 22 + 16, entry.length + junk + bomb.length);
		return concat(entry, text("xxxx"), bomb, directory);
	}

	private static int indexOf(byte[] content, String text, int from) {
		return new String(content, StandardCharsets.ISO_8859_1).indexOf(text, from);
	}

	static byte[] concat(byte[]... parts) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			all.writeBytes(part);
		}
		return all.toByteArray();
	}

}
