package org.demarche.importing.unvotes.builtin;

import java.time.Duration;
import java.util.Locale;

import org.demarche.importing.Progress;
import org.jboss.logging.Logger;

/** Logs how far an import is, a line every few seconds. */
public final class LoggedProgress implements Progress {

    private static final Logger LOG = Logger.getLogger(LoggedProgress.class);

    private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

    private String task;
    private String unit;
    private long total;
    private long began;
    private long lastLogged;

    @Override
    public void begin(String task, String unit, long total) {
        this.task = task;
        this.unit = unit;
        this.total = total;
        began = System.nanoTime();
        lastLogged = began;
        LOG.infof("%s: %s", task, count(total));
    }

    @Override
    public void at(long done) {
        if (System.nanoTime() - lastLogged >= INTERVAL) {
            lastLogged = System.nanoTime();
            LOG.infof("%s: %s of %s, %d %%", task, number(done), count(total), 100 * done / total);
        }
    }

    @Override
    public void end() {
        LOG.infof("%s: done in %d s", task, (System.nanoTime() - began) / 1_000_000_000);
    }

    private String count(long number) {
        return number(number) + " " + unit;
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
