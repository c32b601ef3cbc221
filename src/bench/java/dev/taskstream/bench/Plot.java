package dev.taskstream.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A few lines over a logarithmic axis, as a drawing and as a table.
 *
 * @param title what is drawn upwards
 * @param axis what is drawn to the right
 * @param points where on that axis
 * @param lines the values at the points
 */
record Plot(String title, String axis, int[] points, List<Series> lines) {

	private static final int WIDTH = 560;

	private static final int HEIGHT = 300;

	private static final int LEFT = 60;

	private static final int RIGHT = 400;

	private static final int TOP = 40;

	private static final int BOTTOM = 250;

	private static final int GRID_LINES = 4;

	private static final String[] COLOURS = { "#b3541e", "#1f6f8b", "#3c8031", "#7a4fa3", "#8c8c8c" };

	String svg() {
		StringBuilder svg = new StringBuilder();
		svg.append(String.format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
				+ "font-family=\"sans-serif\" font-size=\"12\">%n", WIDTH, HEIGHT));
		svg.append(String.format("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>%n", WIDTH, HEIGHT));
		label(svg, LEFT, TOP - 20, "start", this.title);
		label(svg, (LEFT + RIGHT) / 2.0, BOTTOM + 36, "middle", this.axis);
		for (int i = 0; i <= GRID_LINES; i++) {
			double value = greatest() * i / GRID_LINES;
			svg.append(
					String.format(Locale.ROOT, "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>%n", LEFT, y(value), RIGHT));
			label(svg, LEFT - 6, y(value) + 4, "end", number(value));
		}
		for (int point : this.points) {
			label(svg, x(point), BOTTOM + 18, "middle", String.format(Locale.ROOT, "%,d", point));
		}
		for (int i = 0; i < this.lines.size(); i++) {
			draw(svg, this.lines.get(i), COLOURS[i % COLOURS.length], TOP + 20 * i);
		}
		return svg.append("</svg>\n").toString();
	}

	private void draw(StringBuilder svg, Series line, String colour, int legend) {
		StringBuilder path = new StringBuilder();
		for (int i = 0; i < this.points.length; i++) {
			double value = line.values()[i];
			if (!Double.isNaN(value)) {
				path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x(this.points[i]),
						y(value)));
				svg.append(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
						x(this.points[i]), y(value), colour));
			}
		}
		svg.append(String.format("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n", path, colour));
		svg.append(String.format("<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"4\" fill=\"%s\"/>%n", RIGHT + 16,
				legend - 6, colour));
		label(svg, RIGHT + 34, legend, "start", line.name());
	}

	private static void label(StringBuilder svg, double x, double y, String anchor, String text) {
		svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y,
				anchor, text));
	}

	private double x(int point) {
		double first = Math.log(this.points[0]);
		double last = Math.log(this.points[this.points.length - 1]);
		return LEFT + 20 + (RIGHT - LEFT - 40) * (Math.log(point) - first) / (last - first);
	}

	private double y(double value) {
		return BOTTOM - (BOTTOM - TOP) * value / greatest();
	}

	private double greatest() {
		return this.lines.stream()
			.flatMapToDouble((line) -> Arrays.stream(line.values()))
			.filter((value) -> !Double.isNaN(value))
			.max()
			.orElse(1);
	}

	String table() {
		StringBuilder table = new StringBuilder("| " + this.axis + " |");
		for (int point : this.points) {
			table.append(String.format(Locale.ROOT, " %,d |", point));
		}
		table.append("\n|---|").append("---:|".repeat(this.points.length)).append('\n');
		for (Series line : this.lines) {
			table.append("| ").append(line.name()).append(" |");
			for (double value : line.values()) {
				table.append(' ').append(number(value)).append(" |");
			}
			table.append('\n');
		}
		return table.toString();
	}

	private static String number(double value) {
		return Double.isNaN(value) ? "n/a" : String.format(Locale.ROOT, "%.2f", value);
	}

	/**
	 * One line.
	 */
	record Series(String name, double[] values) {

	}

}
