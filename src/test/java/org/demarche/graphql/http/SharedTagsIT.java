package org.demarche.graphql.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

import org.demarche.support.Heavy;
import org.demarche.support.HttpConnection;
import org.demarche.support.PostgresServer;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.demarche.support.HttpConnection.header;
import static org.demarche.support.Polling.await;

/** A cache may ask any instance whether an answer is still current. */
@Heavy
class SharedTagsIT {

    private static final String QUERY = "{ country(code: \"RU\") { name } }";

    @TempDir
    Path folder;

    /** Until both requests come between two transactions: PostgreSQL's own maintenance changes the tags too. */
    @Test
    void anotherInstanceAndARestartedOneConfirmATag() throws Exception {
        try (PostgresServer database = PostgresServer.start(folder.resolve("database"));
                RunningProgram other = serve(database)) {
            try (RunningProgram first = serve(database)) {
                await().until(() -> confirms(other, header(get(first), "ETag")));
            }
            try (RunningProgram restarted = serve(database)) {
                await().until(() -> confirms(restarted, header(get(other), "ETag")));
            }
        }
    }

    private static boolean confirms(RunningProgram program, String tag) {
        return get(program, "If-None-Match", tag).statusCode() == 304;
    }

    private static HttpResponse<byte[]> get(RunningProgram program, String... headers) {
        return new HttpConnection(URI.create("http://127.0.0.1:" + program.port() + "/")).query(QUERY, headers);
    }

    private static RunningProgram serve(PostgresServer database) throws IOException {
        return RunningProgram.start(Map.of(
                        "QUARKUS_DATASOURCE_REACTIVE_URL", database.url(),
                        "QUARKUS_DATASOURCE_USERNAME", database.user()))
                .listening();
    }
}
