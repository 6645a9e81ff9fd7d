package dev.hardening.sample.render;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.imageio.ImageIO;

/**
 * Cuts a face into tiles: level 0 is the whole face in one tile, each further level has
 * twice as many in each direction.
 */
final class Tiles {

	static final int SIZE = 256;

	static final int LEVELS = 2;

	private Tiles() {
	}

	static Map<String, byte[]> cut(String build, Face face, BufferedImage image) {
		Map<String, byte[]> tiles = new LinkedHashMap<>();
		for (int level = 0; level < LEVELS; level++) {
			int count = 1 << level;
			BufferedImage scaled = scale(image, count * SIZE);
			for (int x = 0; x < count; x++) {
				for (int y = 0; y < count; y++) {
					tiles.put("%s_%s_%d_%d_%d.jpg".formatted(build, face.letter(), level, x, y),
							jpeg(scaled.getSubimage(x * SIZE, y * SIZE, SIZE, SIZE)));
				}
			}
		}
		return tiles;
	}

	private static BufferedImage scale(BufferedImage image, int size) {
		if (image.getWidth() == size) {
			return image;
		}
		BufferedImage scaled = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = scaled.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
		graphics.drawImage(image, 0, 0, size, size, null);
		graphics.dispose();
		return scaled;
	}

	private static byte[] jpeg(BufferedImage image) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			ImageIO.write(image, "jpeg", out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

}
