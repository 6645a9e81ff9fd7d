package dev.hardening.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The content of the file that a variable names, read when someone asks for it: most
 * variables that end like this, such as {@code SSL_CERT_FILE}, concern others. A
 * character sequence like the values of Boot's config trees, because what a property
 * source throws itself is taken for a missing value.
 */
final class FileVariable implements CharSequence {

	static final int MAX_BYTES = 64 * 1024;

	private final String variable;

	private final String path;

	private volatile @Nullable String content;

	FileVariable(String variable, String path) {
		this.variable = variable;
		this.path = path;
	}

	String variable() {
		return this.variable;
	}

	String path() {
		return this.path;
	}

	@Override
	public int length() {
		return toString().length();
	}

	@Override
	public char charAt(int index) {
		return toString().charAt(index);
	}

	@Override
	public CharSequence subSequence(int start, int end) {
		return toString().subSequence(start, end);
	}

	@Override
	public String toString() {
		String content = this.content;
		if (content == null) {
			content = withoutLineBreak(read());
			this.content = content;
		}
		return content;
	}

	private String read() {
		try (InputStream stream = Files.newInputStream(Path.of(this.path))) {
			byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
			if (bytes.length > MAX_BYTES) {
				throw failure("which is larger than 64 KB", "Name the file that holds only the value.");
			}
			return new String(bytes, StandardCharsets.UTF_8);
		}
		catch (NoSuchFileException ex) {
			throw failure("which does not exist", "Mount the file there, or correct or unset the variable.");
		}
		catch (AccessDeniedException ex) {
			throw failure("which may not be read",
					"Let the user who runs the application read it, or unset the variable.");
		}
		catch (IOException | InvalidPathException ex) {
			throw failure("which cannot be read", "Name a readable regular file, or unset the variable.");
		}
	}

	private InvalidSecretException failure(String reason, String fix) {
		return new InvalidSecretException(this.variable, "names the file '" + this.path + "', " + reason, fix);
	}

	private static String withoutLineBreak(String text) {
		int end = text.length();
		end -= text.endsWith("\r\n") ? 2 : (text.endsWith("\n") ? 1 : 0);
		return text.substring(0, end);
	}

}
