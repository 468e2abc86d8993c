package org.demarche.importing;

/** Listens to the progress of an import. */
public interface Progress {

    /** @param unit the plural of what is counted */
    void begin(String task, String unit, long total);

    void at(long done);

    void end();
}
