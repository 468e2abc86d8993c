package org.demarche.cli;

import java.io.Console;
import java.text.DecimalFormat;
import java.time.Duration;
import java.time.Instant;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.demarche.importing.Progress;

/** A bar with rate and time left on a terminal; a line now and then anywhere else. */
final class ConsoleProgress {

    private ConsoleProgress() {}

    static Progress begin() {
        return isTerminal() ? new Bar() : new Lines();
    }

    /** From Java 22 on there is a console even without a terminal, and a method that tells. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }

    private static final class Bar implements Progress {

        private ProgressBar bar;

        @Override
        public void begin(String task, String unit, long total) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setUnit(" " + unit, 1)
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .showSpeed(new DecimalFormat("0"))
                    .build();
        }

        @Override
        public void at(long done) {
            bar.stepTo(done);
        }

        @Override
        public void end() {
            bar.close();
        }
    }

    private static final class Lines implements Progress {

        private static final Duration PAUSE = Duration.ofSeconds(5);

        private String task;
        private String unit;
        private long total;
        private Instant next;

        @Override
        public void begin(String task, String unit, long total) {
            this.task = task;
            this.unit = unit;
            this.total = total;
            next = Instant.now().plus(PAUSE);
            System.err.printf("%s %,d %s%n", task, total, unit);
        }

        @Override
        public void at(long done) {
            if (Instant.now().isAfter(next)) {
                next = Instant.now().plus(PAUSE);
                System.err.printf("%s: %,d of %,d %s%n", task, done, total, unit);
            }
        }

        @Override
        public void end() {
            System.err.printf("%s: done%n", task);
        }
    }
}
