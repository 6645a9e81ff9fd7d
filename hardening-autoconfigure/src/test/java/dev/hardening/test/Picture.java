package dev.hardening.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Pictures of pages for the documentation. They differ from machine to machine, so a
 * usual run leaves them alone.
 */
final class Picture {

	private static final boolean WANTED = Boolean.getBoolean("docs.images");

	private Picture() {
	}

	static void keep(ChromeDriver driver, String name) {
		if (WANTED) {
			write(driver.getScreenshotAs(OutputType.BYTES), name);
		}
	}

	private static void write(byte[] png, String name) {
		try {
			Path folder = Files.createDirectories(root().resolve("docs/images"));
			Files.write(folder.resolve(name + ".png"), png);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path root() {
		Path folder = Path.of("").toAbsolutePath();
		while (!Files.isDirectory(folder.resolve("docs"))) {
			folder = folder.getParent();
		}
		return folder;
	}

}
