package org.demarche.stance;

import org.demarche.model.BlocCode;

/**
 * The countries that a tally counts: those of a bloc and of a region, if both are set.
 *
 * @param bloc the code; null for all countries
 * @param region the name of a region or subregion; null for all countries
 */
record TallyScope(String bloc, String region) {

    static TallyScope checked(String bloc, String region) {
        return new TallyScope(bloc == null ? null : BlocCode.checked("bloc", bloc), region);
    }
}
