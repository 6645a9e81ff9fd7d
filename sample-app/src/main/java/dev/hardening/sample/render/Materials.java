package dev.hardening.sample.render;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.CubicCurve2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Paints materials after their names: a word of the name chooses the kind, another the
 * colour, and a name without any known word is a coat of paint of its own colour.
 */
final class Materials {

	private static final int SIZE = Texture.SIZE;

	private static final Map<String, Color> COLORS = Map.ofEntries(Map.entry("oak", new Color(0xC49A6C)),
			Map.entry("walnut", new Color(0x6B4A33)), Map.entry("ash", new Color(0xD9C6A5)),
			Map.entry("white", new Color(0xEDEAE4)), Map.entry("black", new Color(0x2C2D31)),
			Map.entry("grey", new Color(0x9A9C9F)), Map.entry("sage", new Color(0x9DAE93)),
			Map.entry("navy", new Color(0x2F4058)), Map.entry("terracotta", new Color(0xB9694A)),
			Map.entry("sand", new Color(0xD8C7A8)), Map.entry("brick", new Color(0xA5573F)),
			Map.entry("marble", new Color(0xE9E7E2)), Map.entry("concrete", new Color(0xB3B1AC)));

	private Materials() {
	}

	static Texture paint(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		Random random = new Random(lower.hashCode());
		BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = image.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		Color color = color(lower, random);
		graphics.setColor(color);
		graphics.fillRect(0, 0, SIZE, SIZE);
		paint(lower, graphics, color, random);
		graphics.dispose();
		return Texture.of(image);
	}

	private static void paint(String name, Graphics2D graphics, Color color, Random random) {
		if (name.contains("oak") || name.contains("walnut") || name.contains("ash") || name.contains("wood")) {
			planks(graphics, color, random);
		}
		else if (name.contains("brick")) {
			blocks(graphics, color, random, 64, 32, true);
		}
		else if (name.contains("tile")) {
			blocks(graphics, color, random, 64, 64, false);
		}
		else if (name.contains("marble")) {
			veins(graphics, random);
		}
		else {
			grain(graphics, random, name.contains("concrete") ? 22 : 7);
		}
	}

	private static Color color(String name, Random random) {
		return COLORS.entrySet()
			.stream()
			.filter((entry) -> name.contains(entry.getKey()))
			.sorted(Map.Entry.<String, Color>comparingByKey().reversed())
			.map(Map.Entry::getValue)
			.findFirst()
			.orElseGet(() -> Color.getHSBColor(random.nextFloat(), 0.28f, 0.8f));
	}

	private static void planks(Graphics2D graphics, Color color, Random random) {
		int height = 32;
		for (int row = 0; row < SIZE / height; row++) {
			graphics.setColor(tone(color, 0.88 + 0.2 * random.nextDouble()));
			graphics.fillRect(0, row * height, SIZE, height);
			for (int line = 0; line < 14; line++) {
				graphics.setColor(new Color(60, 35, 15, 10 + random.nextInt(26)));
				int y = row * height + random.nextInt(height);
				graphics.drawLine(0, y, SIZE, y);
			}
			graphics.setColor(new Color(30, 18, 8, 130));
			graphics.drawLine(0, row * height, SIZE, row * height);
			int joint = random.nextInt(SIZE);
			graphics.drawLine(joint, row * height, joint, (row + 1) * height);
		}
	}

	private static void blocks(Graphics2D graphics, Color color, Random random, int width, int height,
			boolean shifted) {
		graphics.setColor(shifted ? new Color(0xCFC8BD) : tone(color, 0.78));
		graphics.fillRect(0, 0, SIZE, SIZE);
		for (int row = 0; row < SIZE / height; row++) {
			int shift = (shifted && row % 2 == 1) ? width / 2 : 0;
			for (int column = 0; column < SIZE / width; column++) {
				graphics.setColor(tone(color, 0.9 + 0.16 * random.nextDouble()));
				int x = column * width + shift;
				graphics.fillRect(x + 1, row * height + 1, width - 3, height - 3);
				graphics.fillRect(x + 1 - SIZE, row * height + 1, width - 3, height - 3);
			}
		}
		grain(graphics, random, 8);
	}

	private static void veins(Graphics2D graphics, Random random) {
		for (int vein = 0; vein < 16; vein++) {
			graphics.setStroke(new BasicStroke(0.6f + 2.2f * random.nextFloat()));
			graphics.setColor(new Color(95, 98, 105, 18 + random.nextInt(45)));
			double x = random.nextDouble() * SIZE;
			double y = random.nextDouble() * SIZE;
			graphics.draw(new CubicCurve2D.Double(x, y, x + 40, y + 70 * random.nextDouble(), x + 70,
					y + 90 * random.nextDouble(), x + 130, y + 150 * random.nextDouble()));
		}
	}

	private static void grain(Graphics2D graphics, Random random, int strength) {
		for (int speck = 0; speck < SIZE * SIZE / 3; speck++) {
			boolean light = random.nextBoolean();
			graphics.setColor(new Color(light ? 255 : 0, light ? 255 : 0, light ? 255 : 0, random.nextInt(strength)));
			graphics.fillRect(random.nextInt(SIZE), random.nextInt(SIZE), 2, 2);
		}
	}

	private static Color tone(Color color, double factor) {
		return new Color(tone(color.getRed(), factor), tone(color.getGreen(), factor), tone(color.getBlue(), factor));
	}

	private static int tone(int channel, double factor) {
		return (int) Math.min(255, channel * factor);
	}

}
