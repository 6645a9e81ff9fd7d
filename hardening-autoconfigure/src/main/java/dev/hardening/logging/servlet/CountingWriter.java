package dev.hardening.logging.servlet;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Counts the bytes that the characters of an answer become. Exact for UTF-8 and for
 * encodings of one byte per character.
 */
final class CountingWriter extends Writer {

	private final PrintWriter target;

	private final Exchange exchange;

	private final boolean utf8;

	CountingWriter(PrintWriter target, Exchange exchange, boolean utf8) {
		this.target = target;
		this.exchange = exchange;
		this.utf8 = utf8;
	}

	@Override
	public void write(char[] chars, int offset, int length) {
		this.target.write(chars, offset, length);
		long bytes = length;
		for (int i = offset; this.utf8 && i < offset + length; i++) {
			bytes += extraBytes(chars[i]);
		}
		this.exchange.written(bytes);
	}

	private static int extraBytes(char ch) {
		if (ch < 0x80) {
			return 0;
		}
		// Each half of a surrogate pair stands for two of its four bytes.
		return (ch < 0x800 || Character.isSurrogate(ch)) ? 1 : 2;
	}

	@Override
	public void flush() throws IOException {
		// Also flushes. A print writer tells of a lost connection in no other way.
		if (this.target.checkError()) {
			throw new IOException("The connection is gone");
		}
	}

	@Override
	public void close() {
		this.target.close();
	}

}
