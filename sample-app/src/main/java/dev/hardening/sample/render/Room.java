package dev.hardening.sample.render;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A room around the viewer: floor, ceiling and four walls of the chosen materials, a
 * window in front, and a framed panel on a wall for every other layer.
 */
final class Room {

	private static final double FLOOR = -1.5;

	private static final double CEILING = 1.25;

	private static final double SQUARE = 1.6;

	private static final int NO_PANEL = -1;

	private static final int FRAME = -2;

	private final double width;

	private final double depth;

	private final Texture floor;

	private final Texture ceiling;

	private final Texture walls;

	private final List<Texture> panels;

	Room(String scene, Map<String, Texture> layers) {
		Random random = new Random(scene.hashCode());
		this.width = 2.2 + random.nextDouble();
		this.depth = 2.2 + random.nextDouble();
		this.floor = layers.getOrDefault("floor", Materials.paint("oak"));
		this.ceiling = layers.getOrDefault("ceiling", Materials.paint("white"));
		this.walls = layers.getOrDefault("walls", Materials.paint("sand"));
		this.panels = layers.entrySet()
			.stream()
			.filter((layer) -> !List.of("floor", "ceiling", "walls").contains(layer.getKey()))
			.map(Map.Entry::getValue)
			.toList();
	}

	BufferedImage draw(Face face, int size) {
		BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
		int[] row = new int[size];
		double[] color = new double[3];
		for (int y = 0; y < size; y++) {
			for (int x = 0; x < size; x++) {
				row[x] = look(face.direction(2 * (x + 0.5) / size - 1, 1 - 2 * (y + 0.5) / size), color);
			}
			image.setRGB(0, y, size, 1, row, 0, size);
		}
		return image;
	}

	private int look(double[] direction, double[] color) {
		double toSide = this.width / Math.max(1e-9, Math.abs(direction[0]));
		double toEnd = this.depth / Math.max(1e-9, Math.abs(direction[2]));
		double toLevel = ((direction[1] < 0) ? -FLOOR : CEILING) / Math.max(1e-9, Math.abs(direction[1]));
		double distance = Math.min(toLevel, Math.min(toSide, toEnd));
		double x = direction[0] * distance;
		double y = direction[1] * distance;
		double z = direction[2] * distance;
		if (distance == toLevel) {
			((y < 0) ? this.floor : this.ceiling).sample(x / SQUARE, z / SQUARE, color);
			return shade(color, x, y, z, (y < 0) ? 1.0 : 0.96);
		}
		boolean side = distance == toSide;
		int wall = side ? ((x < 0) ? 3 : 1) : ((z < 0) ? 2 : 0);
		return wall(wall, side ? z : x, x, y, z, color);
	}

	private int wall(int wall, double along, double x, double y, double z, double[] color) {
		if (wall == 0 && Math.abs(along) < 1.0 && y > -0.55 && y < 0.8) {
			return window(along, y);
		}
		int panel = panel(wall, along, y);
		if (panel == FRAME) {
			return 0x2E2A27;
		}
		if (panel >= 0) {
			this.panels.get(panel).sample(along / SQUARE, -y / SQUARE, color);
		}
		else {
			this.walls.sample(along / SQUARE, -y / SQUARE, color);
		}
		boolean skirting = y < FLOOR + 0.12;
		return shade(color, x, y, z, skirting ? 1.12 : 0.92);
	}

	private int panel(int wall, double along, double y) {
		// The walls without the window take the panels in turn.
		for (int i = 0; i < this.panels.size(); i++) {
			if (1 + i % 3 == wall) {
				double middle = ((i / 3) - 1) * 1.15 + ((this.panels.size() <= 3) ? 1.15 : 0);
				double across = Math.abs(along - middle);
				double up = Math.abs(y + 0.05);
				if (across < 0.5 && up < 0.62) {
					return (across > 0.45 || up > 0.57) ? FRAME : i;
				}
			}
		}
		return NO_PANEL;
	}

	private int window(double along, double y) {
		boolean bar = Math.abs(along) < 0.03 || Math.abs(along) > 0.94 || y > 0.75 || y < -0.5;
		if (bar) {
			return 0xF4F2EE;
		}
		double height = (y + 0.55) / 1.35;
		double hill = 0.3 + 0.06 * Math.sin(along * 4) + 0.03 * Math.sin(along * 11);
		if (height < hill) {
			return rgb(112 + 40 * height, 138 + 40 * height, 112 + 20 * height);
		}
		return rgb(236 - 90 * height, 240 - 50 * height, 246 - 8 * height);
	}

	private int shade(double[] color, double x, double y, double z, double surface) {
		double lamp = light(x, y - (CEILING - 0.3), z, 3.2);
		double window = light(x, y, z - this.depth, 3.6);
		double corner = Math.min(1, 0.74 + 0.6 * corner(x, y, z));
		double factor = surface * corner * (0.46 + 0.4 * lamp + 0.38 * window);
		return rgb(color[0] * factor * 1.02, color[1] * factor, color[2] * factor * 0.97);
	}

	private static double light(double x, double y, double z, double reach) {
		return 1 / (1 + (x * x + y * y + z * z) / (reach * reach));
	}

	private double corner(double x, double y, double z) {
		double side = this.width - Math.abs(x);
		double end = this.depth - Math.abs(z);
		double level = Math.min(y - FLOOR, CEILING - y);
		// The nearest surface is the one looked at; the next is the one that shadows it.
		double nearest = Math.min(side, Math.min(end, level));
		double farthest = Math.max(side, Math.max(end, level));
		return side + end + level - nearest - farthest;
	}

	private static int rgb(double red, double green, double blue) {
		return channel(red) << 16 | channel(green) << 8 | channel(blue);
	}

	private static int channel(double value) {
		return (int) Math.max(0, Math.min(255, value));
	}

}
