package org.demarche.bloc;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import io.vertx.sqlclient.Row;
import org.demarche.database.KeyedEntity;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.graphql.relay.ListedAs;
import org.demarche.graphql.relay.Node;
import org.demarche.search.SearchResult;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

@Entity
@Table(name = "bloc")
@Type(Bloc.TYPE)
@Description("A named group of countries: an organisation, an alliance, an axis.")
@ListedAs(page = "A page of blocs.", item = "A bloc in a list.")
public class Bloc extends KeyedEntity implements Node, SearchResult {

    static final String TYPE = "Bloc";

    static final String COLUMNS = "b.id, b.code, b.name, b.kind";

    String code;
    String name;

    @Enumerated(EnumType.STRING)
    BlocKind kind;

    static Bloc read(Row row) {
        Bloc bloc = new Bloc();
        bloc.setKey(row.getLong("id"));
        bloc.code = row.getString("code");
        bloc.name = row.getString("name");
        bloc.kind = BlocKind.valueOf(row.getString("kind"));
        return bloc;
    }

    @Override
    @Id
    @NonNull
    @Description("Names the bloc across all types.")
    public String getId() {
        return GlobalId.of(TYPE, code);
    }

    @NonNull
    @Description("Short key, unique: UN, NATO.")
    public String getCode() {
        return code;
    }

    @NonNull
    @Description("The name in English.")
    public String getName() {
        return name;
    }

    @NonNull
    @Description("How firmly its countries are bound.")
    public BlocKind getKind() {
        return kind;
    }
}
