package org.demarche.support;

import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.restassured.RestAssured;

import static org.assertj.core.api.Assertions.assertThat;

/** The service's metrics in the text format of Prometheus. */
public record MetricsScrape(List<Sample> samples) {

    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** A line of the format. */
    public record Sample(String name, Map<String, String> labels, double value) {

        private boolean has(String... namesAndValues) {
            for (int i = 0; i < namesAndValues.length; i += 2) {
                if (!namesAndValues[i + 1].equals(labels.get(namesAndValues[i]))) {
                    return false;
                }
            }
            return true;
        }
    }

    public static MetricsScrape of(URL metrics) {
        return of(RestAssured.get(metrics).then().statusCode(200).extract().asString());
    }

    public static MetricsScrape of(String text) {
        List<Sample> samples = new ArrayList<>();
        for (String line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
            Matcher sample = LINE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            Map<String, String> labels = new HashMap<>();
            if (sample.group(2) != null) {
                LABEL.matcher(sample.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
            }
            samples.add(new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3))));
        }
        return new MetricsScrape(samples);
    }

    /** The sum of all samples that have these labels. */
    public double sum(String name, String... labelsAndValues) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name) && sample.has(labelsAndValues))
                .mapToDouble(Sample::value)
                .sum();
    }

    /** The distinct values of a label. */
    public List<String> values(String name, String label) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name))
                .map(sample -> sample.labels().get(label))
                .distinct()
                .toList();
    }
}
