package dev.hardening.sample.evaluate;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A colour with a name.
 *
 * @param name the name
 * @param color the colour as {@code #rrggbb}
 */
record Swatch(@NotNull @Size(min = 1, max = 100) @Pattern(regexp = "^[^\\p{Cntrl}<>]*$") String name,
		@NotNull @Pattern(regexp = "^#[0-9a-fA-F]{6}$") String color) {

	/**
	 * Return the contrast with another colour, from 1 to 21, as WCAG 2 defines it.
	 * @param other the other colour
	 * @return the contrast, to two decimals
	 */
	double contrast(Swatch other) {
		double lighter = Math.max(luminance(), other.luminance());
		double darker = Math.min(luminance(), other.luminance());
		return Math.round((lighter + 0.05) / (darker + 0.05) * 100) / 100.0;
	}

	/**
	 * Return how far apart two colours look: "redmean", a weighted distance that follows
	 * the eye better than the plain one.
	 * @param other the other colour
	 * @return the distance, from 0 to about 765
	 */
	double distance(Swatch other) {
		double mean = (channel(0) + other.channel(0)) / 2.0;
		double red = Math.pow(channel(0) - other.channel(0), 2);
		double green = Math.pow(channel(1) - other.channel(1), 2);
		double blue = Math.pow(channel(2) - other.channel(2), 2);
		double squared = (2 + mean / 256) * red + 4 * green + (2 + (255 - mean) / 256) * blue;
		return Math.round(Math.sqrt(squared) * 10) / 10.0;
	}

	private double luminance() {
		return 0.2126 * linear(0) + 0.7152 * linear(1) + 0.0722 * linear(2);
	}

	private double linear(int index) {
		double value = channel(index) / 255.0;
		return (value <= 0.04045) ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
	}

	private int channel(int index) {
		return Integer.parseInt(this.color, 1 + 2 * index, 3 + 2 * index, 16);
	}

}
