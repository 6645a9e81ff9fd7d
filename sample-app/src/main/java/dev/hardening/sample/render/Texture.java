package dev.hardening.sample.render;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * A square of a material that repeats in both directions.
 */
final class Texture {

	static final int SIZE = 256;

	private final int[] pixels;

	private Texture(int[] pixels) {
		this.pixels = pixels;
	}

	/**
	 * Make a texture of any picture.
	 * @param picture the picture; it is scaled to the size of a texture
	 * @return the texture
	 */
	static Texture of(BufferedImage picture) {
		BufferedImage scaled = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = scaled.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
		graphics.drawImage(picture, 0, 0, SIZE, SIZE, null);
		graphics.dispose();
		return new Texture(scaled.getRGB(0, 0, SIZE, SIZE, null, 0, SIZE));
	}

	/**
	 * Read the colour at a point, interpolated between the four pixels around it.
	 * @param u how far to the right, in squares
	 * @param v how far down, in squares
	 * @param color takes red, green and blue, each from 0 to 255
	 */
	void sample(double u, double v, double[] color) {
		double x = (u - Math.floor(u)) * SIZE;
		double y = (v - Math.floor(v)) * SIZE;
		int left = (int) x;
		int top = (int) y;
		double right = x - left;
		double bottom = y - top;
		color[0] = 0;
		color[1] = 0;
		color[2] = 0;
		add(left, top, (1 - right) * (1 - bottom), color);
		add(left + 1, top, right * (1 - bottom), color);
		add(left, top + 1, (1 - right) * bottom, color);
		add(left + 1, top + 1, right * bottom, color);
	}

	private void add(int x, int y, double weight, double[] color) {
		int pixel = this.pixels[(y % SIZE) * SIZE + x % SIZE];
		color[0] += weight * (pixel >> 16 & 0xff);
		color[1] += weight * (pixel >> 8 & 0xff);
		color[2] += weight * (pixel & 0xff);
	}

}
