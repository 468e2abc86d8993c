package org.demarche.cli;

import java.io.Console;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.demarche.importing.Progress;

/** A bar with rate and remaining time on a terminal; elsewhere, such as in a log, a line every few seconds. */
final class ConsoleProgress {

    private ConsoleProgress() {}

    static Progress begin() {
        return isTerminal() ? new Bar() : new Lines();
    }

    /** Since Java 22 there is a console even without a terminal, and a method that tells the difference. */
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
                    .showSpeed(new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
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

        private static final long INTERVAL = Duration.ofSeconds(5).toNanos();

        private String task;
        private String unit;
        private long total;
        private long lastPrinted;

        @Override
        public void begin(String task, String unit, long total) {
            this.task = task;
            this.unit = unit;
            this.total = total;
            lastPrinted = System.nanoTime();
            System.err.printf(Locale.ROOT, "%s%s %s%n", task, of(" %,d"), unit);
        }

        @Override
        public void at(long done) {
            if (System.nanoTime() - lastPrinted >= INTERVAL) {
                lastPrinted = System.nanoTime();
                System.err.printf(Locale.ROOT, "%s: %,d%s %s%n", task, done, of(" of %,d"), unit);
            }
        }

        private String of(String form) {
            return total == UNKNOWN ? "" : String.format(Locale.ROOT, form, total);
        }

        @Override
        public void end() {
            System.err.printf("%s: done%n", task);
        }
    }
}
