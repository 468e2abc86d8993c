package org.demarche.bloc;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.demarche.country.CountryDirectory;
import org.demarche.database.ReadSession;
import org.demarche.database.sql.PagedSelect;
import org.demarche.database.sql.Sql;
import org.demarche.model.PartialDate;
import org.demarche.paging.ColumnType;
import org.demarche.paging.Keyset;
import org.demarche.paging.KeysetColumn;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;

@Singleton
class MembershipRepository {

    static final Keyset<Membership> BY_ENTRY = Keyset.of(
            "Bloc.memberships",
            new KeysetColumn<>("m.from_day", ColumnType.DATE, Membership::fromDay),
            new KeysetColumn<>("m.country_id", ColumnType.NUMBER, membership -> membership
                    .country()
                    .key()));

    private static final String COLUMNS = "m.country_id, m.from_day, m.from_date, m.until_date, " + Bloc.COLUMNS;

    private final ReadSession session;
    private final CountryDirectory countries;

    MembershipRepository(ReadSession session, CountryDirectory countries) {
        this.session = session;
        this.countries = countries;
    }

    Uni<Map<Long, Page<Membership>>> pages(Collection<Long> blocs, LocalDate day, PageRequest<Membership> request) {
        return countries.with(() -> session.pages(select(day), blocs, request));
    }

    Uni<Map<Long, Integer>> counts(Collection<Long> blocs, LocalDate day) {
        return session.counts(select(day), blocs);
    }

    private PagedSelect<Membership> select(LocalDate day) {
        return new PagedSelect<>(
                COLUMNS,
                "membership m join bloc b on b.id = m.bloc_id",
                "m.bloc_id",
                Sql.of(" and m.from_day <= ? and m.until_day > ?", day, day),
                this::read);
    }

    private Membership read(Row row) {
        return new Membership(
                row.getLocalDate("from_day"),
                countries.get(row.getLong("country_id")),
                Bloc.read(row),
                PartialDate.recorded(row.getString("from_date")),
                PartialDate.recorded(row.getString("until_date")));
    }
}
