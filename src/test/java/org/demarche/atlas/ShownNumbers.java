package org.demarche.atlas;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.openqa.selenium.chrome.ChromeDriver;

import static org.assertj.core.api.Assertions.assertThat;

/** The numbers that a page of the atlas shows, and all other texts with a digit. */
record ShownNumbers(List<Map<String, String>> numbers, List<String> others) {

    /** Dates are elements of their own, and these places have numbers that are no data: years to choose, the axis, how it works. */
    private static final String COLLECT = """
            const shown = element => element.checkVisibility();
            const numbers = [...document.querySelectorAll('[data-path]')].filter(shown).map(element => (
                {path: element.dataset.path, value: element.value ?? element.getAttribute('value'), text: element.textContent}));
            const aside = '[data-path], select, option, caption, output, .method, .scope, .steps, .axis, .tip, .chosen, dialog, script,'
                + ' noscript, title, svg';
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const others = [];
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const element = node.parentElement;
                if (/\\d/.test(node.data) && shown(element) && !element.closest(aside)) {
                    others.push(element.localName === 'time' ? element.dateTime : node.data);
                }
            }
            return {numbers, others};
            """;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.US);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.US);

    @SuppressWarnings("unchecked")
    static ShownNumbers of(ChromeDriver browser) {
        Map<String, Object> found = (Map<String, Object>) browser.executeScript(COLLECT);
        return new ShownNumbers((List<Map<String, String>>) found.get("numbers"), (List<String>) found.get("others"));
    }

    void assertAreThoseOf(Answers answers) {
        assertThat(numbers).isNotEmpty().allSatisfy(number -> {
            BigDecimal expected =
                    new BigDecimal(answers.valueAt(number.get("path")).toString());
            assertThat(new BigDecimal(number.get("value")))
                    .as(number.get("path"))
                    .isEqualByComparingTo(expected);
            BigDecimal text = new BigDecimal(number.get("text").replaceAll("[,+]", ""));
            assertThat(text).as(number.get("path")).isEqualTo(expected.setScale(text.scale(), RoundingMode.HALF_UP));
        });
        Set<String> texts = answers.texts();
        assertThat(others.stream()
                        .flatMap(text -> Stream.of(text.split(" [·–] |[()]")))
                        .filter(text -> text.matches(".*\\d.*"))
                        .map(ShownNumbers::isoDate))
                .allSatisfy(text ->
                        assertThat(texts).anySatisfy(known -> assertThat(known).contains(text)));
    }

    /** A date that is written out as the API has it; other texts as they are. */
    private static String isoDate(String text) {
        String date = text.strip();
        if (date.matches("[A-Z][a-z]+ \\d+, \\d{4}")) {
            return LocalDate.parse(date, DAY).toString();
        }
        return date.matches("[A-Z][a-z]+ \\d{4}") ? YearMonth.parse(date, MONTH).toString() : date;
    }
}
