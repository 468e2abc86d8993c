package org.demarche.importing.unvotes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.demarche.importing.unvotes.file.UnVotesFiles;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Made-up files with the quirks of the real ones, and what they were imported as. Their roll calls have ids from 900000. */
abstract class ImportedVotes {

    static final String ROLL_CALLS = """
            rcid,session,importantvote,date,unres,amend,para,short,descr
            900001,70,0,2015-12-23,R/70/1,0,0,WATER,To adopt the draft on water.
            900002,70,0,2015-12-23,R/70/1,1,0,,"To amend the draft on water, as it stands, so that nobody is \\left out\\\\ of it, whoever they may be and wherever they may live on the earth"
            """;

    static final String VOTES = """
            rcid,country,country_code,vote
            900001,United States,US,no
            900001,Namibia,NA,yes
            900001,Côte d’Ivoire,CI,abstain
            900002,United States,US,yes
            900002,Namibia,NA,absent
            """;

    static final String ISSUES = """
            rcid,short_name,issue
            900001,ec,Economic development
            """;

    static final String HEADER = "rcid,country,country_code,vote\n";

    static final String CODED_HEADER = "rcid,session,vote,ccode,member,date,unres,me,nu,di,hr,co,ec,year\n";

    private static final String EVENT = """
            query ($slug: String!) {
              event(slug: $slug) {
                title summary kind status date revision
                topics { slug title }
                sources { title publisher }
                tally { supports neutral opposes absent }
                stances(orderBy: COUNTRY_ASC) {
                  nodes { country { code } position act since until confidence revision sources { title } }
                }
              }
            }""";

    @Inject
    UnVotesImport imports;

    @TempDir
    Path folder;

    @AfterEach
    void deleteImportedRows() {
        RecordedUnVotes.delete();
    }

    static ResponseJson event(int rollCall) {
        ResponseJson answer = GraphqlClient.data(EVENT, Map.of("slug", "un-ga-roll-call-" + rollCall));
        return answer.at("data.event");
    }

    static List<String> voters(int rollCall) {
        return event(rollCall).getList("stances.nodes.country.code");
    }

    UnVotesFiles three(String rollCalls, String votes, String issues) {
        return new UnVotesFiles(
                file("roll_calls.csv", rollCalls),
                file("votes.csv", votes),
                issues == null ? null : file("issues.csv", issues),
                null);
    }

    UnVotesFiles coded(String content) {
        return new UnVotesFiles(null, null, null, file("coded.csv", content));
    }

    Path file(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    Path rejects() {
        return folder.resolve("rejected.csv");
    }

    List<String> lines(UnVotesFiles files) {
        return lines(files, false);
    }

    List<String> lines(UnVotesFiles files, boolean dryRun) {
        try {
            return imports.run(files, rejects(), dryRun, new NoProgress()).lines();
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    void run(UnVotesFiles files) {
        lines(files);
    }
}
