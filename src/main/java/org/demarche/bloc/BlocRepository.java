package org.demarche.bloc;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.ReadSession;
import org.demarche.database.sql.PagedSelect;
import org.demarche.database.sql.Sql;
import org.demarche.graphql.federation.EntityLoader;
import org.demarche.graphql.relay.NodeLoader;
import org.demarche.model.BlocCode;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;

@Singleton
public class BlocRepository implements NodeLoader, EntityLoader {

    private static final String SELECT = "select " + Bloc.COLUMNS + " from bloc b";

    private final ReadSession session;

    BlocRepository(ReadSession session) {
        this.session = session;
    }

    @Override
    public String type() {
        return Bloc.TYPE;
    }

    @Override
    public Uni<Map<Long, Bloc>> byKeys(Collection<Long> keys) {
        return session.byKey(Sql.byKeys(SELECT, "b.id", keys), Bloc::read);
    }

    @Override
    public String keyField() {
        return "code";
    }

    @Override
    public Uni<Map<String, Bloc>> byNames(Collection<String> codes) {
        String[] normalized = codes.stream()
                .map(BlocCode::normalized)
                .filter(BlocCode::isValid)
                .toArray(String[]::new);
        return session.list(Sql.of(SELECT + " where b.code = any(?)", (Object) normalized), Bloc::read)
                .map(blocs -> {
                    Map<String, Bloc> byCode = blocs.stream().collect(Collectors.toMap(Bloc::getCode, bloc -> bloc));
                    return codes.stream()
                            .filter(code -> byCode.containsKey(BlocCode.normalized(code)))
                            .collect(Collectors.toMap(
                                    code -> code, code -> byCode.get(BlocCode.normalized(code)), (bloc, same) -> bloc));
                });
    }

    @Override
    public Uni<Map<String, Bloc>> byGlobalNames(Collection<String> codes) {
        return session.byName(Sql.byTexts(SELECT, "b.code", codes), Bloc::read, Bloc::getCode);
    }

    /** Null for an unknown code. */
    public Uni<Bloc> byCode(String code) {
        return session.first(Sql.of(SELECT + " where b.code = ?", code), Bloc::read);
    }

    /** The blocs of which each country is a member on the day, sorted by code. */
    Uni<Map<Long, List<Bloc>>> ofCountries(Collection<Long> countries, LocalDate day) {
        Sql sql = Sql.of(
                        "select m.country_id as parent, " + Bloc.COLUMNS + " from membership m"
                                + " join bloc b on b.id = m.bloc_id where m.country_id = any(?)",
                        (Object) countries.toArray(Long[]::new))
                .add(" and m.from_day <= ? and m.until_day > ? order by b.code", day, day);
        return session.listByParent(sql, Bloc::read);
    }

    /** The keys of the member countries on the day, by bloc. A bloc without members has no entry. */
    public Uni<Map<Long, List<Long>>> members(Collection<Long> blocs, LocalDate day) {
        Sql sql = Sql.of(
                        "select distinct m.bloc_id as parent, m.country_id from membership m where m.bloc_id = any(?)",
                        (Object) blocs.toArray(Long[]::new))
                .add(" and m.from_day <= ? and m.until_day > ?", day, day);
        return session.listByParent(sql, row -> row.getLong("country_id"));
    }

    /** The keys of the countries that are members on the day; none if no bloc has the code. */
    public Uni<Set<Long>> members(String code, LocalDate day) {
        return session.list(
                        Sql.of(
                                "select m.country_id from membership m join bloc b on b.id = m.bloc_id where b.code = ?"
                                        + " and m.from_day <= ? and m.until_day > ?",
                                code,
                                day,
                                day),
                        row -> row.getLong("country_id"))
                .map(Set::copyOf);
    }

    /** The present and former members of the bloc with the code; none if there is no such bloc. */
    public Uni<List<MemberPeriod>> memberPeriods(String code) {
        return session.list(
                Sql.of(
                        "select m.country_id, m.from_day, nullif(m.until_day, 'infinity') as until_day"
                                + " from membership m join bloc b on b.id = m.bloc_id where b.code = ?",
                        code),
                row -> new MemberPeriod(
                        row.getLong("country_id"), row.getLocalDate("from_day"), row.getLocalDate("until_day")));
    }

    Uni<Page<Bloc>> page(PageRequest<Bloc> request) {
        return session.page(select(), request);
    }

    Uni<Integer> countAll() {
        return session.count(select());
    }

    private static PagedSelect<Bloc> select() {
        return new PagedSelect<>(Bloc.COLUMNS, "bloc b", null, new Sql(), Bloc::read);
    }
}
