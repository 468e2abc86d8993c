package org.demarche.importing.unvotes;

import org.demarche.importing.Progress;

final class NoProgress implements Progress {

    @Override
    public void begin(String task, String unit, long total) {}

    @Override
    public void at(long done) {}

    @Override
    public void end() {}
}
