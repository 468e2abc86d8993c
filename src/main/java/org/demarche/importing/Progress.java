package org.demarche.importing;

/** Is told how far an import has come. */
public interface Progress {

    /** @param unit what is counted, in the plural */
    void begin(String task, String unit, long total);

    void at(long done);

    void end();
}
