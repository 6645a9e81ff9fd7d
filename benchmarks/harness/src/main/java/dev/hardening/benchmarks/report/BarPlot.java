package dev.hardening.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bars with the spread of their rounds, as SVG that reads on light and dark pages.
 */
public final class BarPlot {

	private static final int LABELS = 230;

	private static final int WIDTH = 420;

	private static final int ROW = 30;

	private final String title;

	private final String unit;

	private final List<Bar> bars = new ArrayList<>();

	/**
	 * Begin a plot.
	 * @param title what it shows
	 * @param unit the unit of all bars
	 */
	public BarPlot(String title, String unit) {
		this.title = title;
		this.unit = unit;
	}

	/**
	 * Return the title.
	 * @return what the plot shows
	 */
	public String title() {
		return this.title;
	}

	/**
	 * Add a bar.
	 * @param label what it stands for
	 * @param rounds the measurements of all rounds
	 * @return this plot
	 */
	public BarPlot bar(String label, List<Double> rounds) {
		this.bars.add(new Bar(label, rounds.stream().sorted().toList()));
		return this;
	}

	/**
	 * Draw.
	 * @return the text of an SVG file
	 */
	public String svg() {
		double most = this.bars.stream().mapToDouble(Bar::most).max().orElse(1);
		StringBuilder svg = new StringBuilder();
		int height = 50 + ROW * this.bars.size();
		svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 780 %d\" role=\"img\">%n".formatted(height))
			.append("<style>text{font:13px sans-serif;fill:#57606a}.t{font-weight:bold}</style>%n".formatted())
			.append("<text class=\"t\" x=\"10\" y=\"24\">%s</text>%n".formatted(escape(this.title)));
		for (int i = 0; i < this.bars.size(); i++) {
			this.bars.get(i).draw(svg, 42 + i * ROW, most, this.unit);
		}
		return svg.append("</svg>\n").toString();
	}

	static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

	private record Bar(String label, List<Double> rounds) {

		double most() {
			return this.rounds.isEmpty() ? 0 : this.rounds.get(this.rounds.size() - 1);
		}

		void draw(StringBuilder svg, int y, double most, String unit) {
			double median = this.rounds.isEmpty() ? 0 : Ratio.median(this.rounds);
			double scale = WIDTH / most;
			double low = this.rounds.isEmpty() ? 0 : this.rounds.get(0) * scale;
			svg.append(String.format(Locale.ROOT, "<text x=\"10\" y=\"%d\">%s</text>%n", y + 15, escape(this.label)))
				.append(String.format(Locale.ROOT,
						"<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"18\" fill=\"#2f81f7\"/>%n", LABELS, y,
						median * scale))
				.append(String.format(Locale.ROOT,
						"<path d=\"M%.1f %dH%.1f\" stroke=\"#8250df\" stroke-width=\"3\"/>%n", LABELS + low, y + 9,
						LABELS + most() * scale))
				.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s %s</text>%n",
						LABELS + Math.max(median, most()) * scale + 8, y + 15, number(median), escape(unit)));
		}

		private static String number(double value) {
			return (value >= 1000) ? String.format(Locale.ROOT, "%,.0f", value)
					: String.format(Locale.ROOT, "%.2f", value);
		}

	}

}
