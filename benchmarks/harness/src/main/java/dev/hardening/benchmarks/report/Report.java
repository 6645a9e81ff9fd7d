package dev.hardening.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One section of {@code RESULTS.md}. A run replaces the sections it has measured and
 * leaves the others.
 */
public final class Report {

	private static final String HEAD = """
			# Results

			Written by `benchmarks/run`; each section says by which command, and is replaced when that runs again. A ratio
			is given as minimum / **median** / maximum of its rounds. Absolute numbers belong to the machine, which other
			work may have shared; ratios of one run are what can be compared.
			""";

	private final Path directory;

	private final String id;

	private final StringBuilder text = new StringBuilder();

	/**
	 * Begin a section.
	 * @param directory where {@code RESULTS.md} is
	 * @param id what identifies the section
	 * @param title its heading
	 * @param command what repeats it
	 */
	public Report(Path directory, String id, String title, String command) {
		this.directory = directory;
		this.id = id;
		line("## " + title).line("")
			.line("`benchmarks/run %s`, %s, %s.".formatted(command, Instant.now().truncatedTo(ChronoUnit.MINUTES),
					machine()));
	}

	private static String machine() {
		return String.format(Locale.ROOT, "%d cores, Java %s, %s", Runtime.getRuntime().availableProcessors(),
				Runtime.version().feature(), System.getProperty("os.name"));
	}

	/**
	 * Add a line of Markdown.
	 * @param line the line
	 * @return this section
	 */
	public Report line(String line) {
		this.text.append(line).append('\n');
		return this;
	}

	/**
	 * Add a table.
	 * @param header the names of the columns
	 * @param rows the cells of each row
	 * @return this section
	 */
	public Report table(List<String> header, List<List<String>> rows) {
		line("");
		line("| " + String.join(" | ", header) + " |");
		line("|" + " --- |".repeat(header.size()));
		rows.forEach((row) -> line("| " + String.join(" | ", row) + " |"));
		return line("");
	}

	/**
	 * Draw a plot beside the page and show it.
	 * @param plot what to draw
	 * @throws IOException if it cannot be written
	 */
	public void plot(BarPlot plot) throws IOException {
		plot(this.id, plot.title(), plot.svg());
	}

	/**
	 * Show a drawing.
	 * @param name the name of its file, without an ending
	 * @param title what it shows
	 * @param svg the drawing
	 * @throws IOException if it cannot be written
	 */
	public void plot(String name, String title, String svg) throws IOException {
		Files.writeString(this.directory.resolve(name + ".svg"), svg);
		line("").line("![" + title + "](" + name + ".svg)");
	}

	/**
	 * Put the section into the page.
	 * @throws IOException if it cannot be written
	 */
	public void write() throws IOException {
		Path page = this.directory.resolve("RESULTS.md");
		String old = Files.exists(page) ? Files.readString(page) : HEAD;
		String begin = "<!-- " + this.id + " -->";
		String end = "<!-- end of " + this.id + " -->";
		String section = begin + "\n" + this.text.toString().strip() + "\n" + end;
		int from = old.indexOf(begin);
		int to = old.indexOf(end);
		String page1 = (from >= 0 && to > from) ? old.substring(0, from) + section + old.substring(to + end.length())
				: old.stripTrailing() + "\n\n" + section + "\n";
		Files.write(page, page1.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Write numbers as cells.
	 * @param format how to write each
	 * @param values the numbers
	 * @return the cells
	 */
	public static List<String> cells(String format, double... values) {
		List<String> cells = new ArrayList<>();
		for (double value : values) {
			cells.add(String.format(Locale.ROOT, format, value));
		}
		return cells;
	}

}
