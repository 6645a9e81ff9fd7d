package dev.hardening.validation.uploads;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import org.jspecify.annotations.Nullable;

/**
 * Bounds an image by the size that its header tells. Decoding it to find out would be
 * what a decompression bomb is waiting for.
 */
final class ImageBounds {

	private final long maxPixels;

	ImageBounds(long maxPixels) {
		this.maxPixels = maxPixels;
	}

	@Nullable String check(InputStream content) throws IOException {
		try (ImageInputStream image = new MemoryCacheImageInputStream(content)) {
			Iterator<ImageReader> readers = ImageIO.getImageReaders(image);
			if (!readers.hasNext()) {
				return "must be an image whose size can be read from its header";
			}
			ImageReader reader = readers.next();
			try {
				reader.setInput(image, true, true);
				return checkPixels((long) reader.getWidth(0) * reader.getHeight(0));
			}
			catch (IOException | RuntimeException ex) {
				// Readers throw all kinds of exceptions at a header that lies.
				return "must be an image whose size can be read from its header";
			}
			finally {
				reader.dispose();
			}
		}
	}

	@Nullable String checkPixels(long pixels) {
		return (pixels > this.maxPixels) ? "must have at most %d pixels".formatted(this.maxPixels) : null;
	}

}
