package org.demarche.alignment;

import org.demarche.graphql.page.Column;
import org.demarche.graphql.page.ColumnType;
import org.demarche.graphql.page.Keyset;
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
                new Column<>("score", ColumnType.SCORE, Alignment::score),
                new Column<>("country_id", ColumnType.NUMBER, alignment -> alignment
                        .with()
                        .key()));
    }
}
