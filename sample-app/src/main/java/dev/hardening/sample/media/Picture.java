package dev.hardening.sample.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * What the head of a picture says; the pixels are not decoded.
 *
 * @param contentType the media type
 * @param width the width in pixels
 * @param height the height in pixels
 */
record Picture(String contentType, int width, int height) {

	static Optional<Picture> read(byte[] content) {
		try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
			Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
			return readers.hasNext() ? Optional.of(read(readers.next(), input)) : Optional.empty();
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	private static Picture read(ImageReader reader, ImageInputStream input) throws IOException {
		try {
			reader.setInput(input, true, true);
			return new Picture("image/" + reader.getFormatName().toLowerCase(Locale.ROOT), reader.getWidth(0),
					reader.getHeight(0));
		}
		finally {
			reader.dispose();
		}
	}

}
