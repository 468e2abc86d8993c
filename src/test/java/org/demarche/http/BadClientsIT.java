package org.demarche.http;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.demarche.support.DataFolder;
import org.demarche.support.RawConnection;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What clients do wrong is their business: the log of the service says nothing of it. */
class BadClientsIT {

    private static final String POST = "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

    /** Each makes the service notice at another place that the client has left, or is no client of HTTP. */
    private static final List<String> BEGINNINGS = List.of(
            "",
            "GET /",
            POST,
            POST + "Content-Length: 1000\r\n\r\n{",
            POST + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"qu",
            POST + "Transfer-Encoding: chunked\r\n\r\nnope\r\n",
            POST + "Content-Length: 27\r\n\r\n{\"query\": \"{ __typename }\"}",
            POST + "Expect: 100-continue\r\nContent-Length: 1000\r\n\r\n",
            "GET /graphiql/graphiql.min.js HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /graphql/schema.graphql HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /graph%ZZ HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /nope HTTP/1.1\r\nHost: x\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
            "nonsense\r\n\r\n");

    @TempDir
    Path folder;

    @Test
    void neitherAnErrorNorAStackTraceIsLogged() throws IOException {
        try (RunningProgram service =
                RunningProgram.startOn(DataFolder.MIGRATED.copyTo(folder)).listening()) {
            for (String beginning : BEGINNINGS) {
                try (RawConnection client = RawConnection.to(service.port())) {
                    client.send(beginning);
                    // Behind it on the same event loops, so that the service has read it.
                    service.ask("{ __typename }");
                    client.reset();
                }
            }
            service.ask("{ countries { totalCount } }");
            service.stop();
            assertThat(service.output().lines().filter(line -> line.contains(" ERROR ") || line.contains(" WARN ")))
                    .isEmpty();
            assertThat(service.output()).doesNotContain("\tat ", "Exception");
        }
    }
}
