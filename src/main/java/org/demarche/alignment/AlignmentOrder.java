package org.demarche.alignment;

import org.demarche.paging.ColumnType;
import org.demarche.paging.Keyset;
import org.demarche.paging.KeysetColumn;
import org.eclipse.microprofile.graphql.Description;

@Description("How a list of alignments is sorted.")
public enum AlignmentOrder {
    @Description("Those furthest apart before the others.")
    SCORE_ASC,
    @Description("Those most alike before the others.")
    SCORE_DESC;

    Keyset<Alignment> keyset(String list) {
        return Keyset.of(
                list,
                this,
                new KeysetColumn<>("score", ColumnType.SCORE, Alignment::getScore),
                new KeysetColumn<>("country_id", ColumnType.NUMBER, alignment -> alignment
                        .getWith()
                        .key()));
    }
}
