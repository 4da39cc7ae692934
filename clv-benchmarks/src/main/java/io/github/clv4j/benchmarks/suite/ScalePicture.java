package io.github.clv4j.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Cost against size on log axes, as a PNG. */
final class ScalePicture {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 600;

    private ScalePicture() {}

    static void write(Map<String, Scaling> scalings, Path file) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Cost against size")
                .xAxisTitle("rows")
                .yAxisTitle("median time, ms")
                .build();
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(LegendPosition.InsideNW);
        scalings.forEach((work, scaling) -> chart.addSeries(
                work,
                new ArrayList<>(scaling.milliseconds().keySet()),
                new ArrayList<>(scaling.milliseconds().values())));
        ChartEncoder.saveChart(chart, file.toString(), "PNG");
    }
}
