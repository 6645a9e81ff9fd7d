package dev.hardening.sample.render;

import java.util.Locale;

/**
 * The faces of the cube around the viewer.
 */
enum Face {

	/** In front. */
	F,

	/** Behind. */
	B,

	/** To the left. */
	L,

	/** To the right. */
	R,

	/** Above. */
	U,

	/** Below. */
	D;

	/**
	 * Return the direction in which the viewer looks at a point of the face.
	 * @param x from -1 at the left edge to 1 at the right
	 * @param y from -1 at the lower edge to 1 at the upper
	 * @return the direction: right, up, ahead
	 */
	double[] direction(double x, double y) {
		return switch (this) {
			case F -> new double[] { x, y, 1 };
			case B -> new double[] { -x, y, -1 };
			case L -> new double[] { -1, y, x };
			case R -> new double[] { 1, y, -x };
			case U -> new double[] { x, 1, -y };
			case D -> new double[] { x, -1, y };
		};
	}

	String letter() {
		return name().toLowerCase(Locale.ROOT);
	}

}
