package org.demarche.importing;

/** Listens to the progress of an import. */
public interface Progress {

    /** The total of a task whose size is not known before its end. */
    long UNKNOWN = -1;

    /**
     * @param unit the plural of what is counted
     * @param total {@link #UNKNOWN} if it is not known
     */
    void begin(String task, String unit, long total);

    void at(long done);

    void end();
}
