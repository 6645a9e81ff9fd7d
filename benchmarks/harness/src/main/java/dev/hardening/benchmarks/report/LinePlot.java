package dev.hardening.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * One series over time, as SVG.
 */
public final class LinePlot {

	private static final int WIDTH = 700;

	private static final int HEIGHT = 200;

	private LinePlot() {
	}

	/**
	 * Draw.
	 * @param title what the plot shows, with the unit
	 * @param values the measurements in order of time
	 * @return the text of an SVG file
	 */
	public static String svg(String title, List<Double> values) {
		double most = values.stream().mapToDouble((value) -> value).max().orElse(1);
		StringBuilder points = new StringBuilder();
		for (int i = 0; i < values.size(); i++) {
			points.append(String.format(Locale.ROOT, "%.1f,%.1f ",
					40 + (double) i * (WIDTH - 60) / Math.max(1, values.size() - 1),
					HEIGHT - 20 - values.get(i) / most * (HEIGHT - 60)));
		}
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img">
				<style>text{font:13px sans-serif;fill:#57606a}.t{font-weight:bold}</style>
				<text class="t" x="10" y="24">%s, at most %s</text>
				<polyline fill="none" stroke="#2f81f7" stroke-width="2" points="%s"/>
				</svg>
				""".formatted(WIDTH, HEIGHT, BarPlot.escape(title), String.format(Locale.ROOT, "%.1f", most),
				points.toString().strip());
	}

}
