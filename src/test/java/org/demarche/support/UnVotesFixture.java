package org.demarche.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Generated files of roll calls and votes. */
public record UnVotesFixture(Path rollCalls, Path votes) {

    private static final List<String> COUNTRIES = List.of(
            "US,CA,BS,CU,HT,DO,JM,TT,BB,DM,GD,LC,VC,AG,KN,MX,BZ,GT,HN,SV,NI,CR,PA,CO,VE,GY,SR,EC,PE,BR,BO,PY,CL,AR,UY,GB"
                    .split(","));
    private static final List<String> VOTES = List.of("yes", "no", "abstain", "absent");

    public static UnVotesFixture write(Path folder, int rollCallCount) throws IOException {
        Random random = new Random(1);
        StringBuilder rollCalls = new StringBuilder("rcid,session,date,unres,short,descr\n");
        StringBuilder votes = new StringBuilder("rcid,country,country_code,vote\n");
        IntStream.rangeClosed(1, rollCallCount).forEach(id -> {
            rollCalls.append("%d,%d,%d-12-01,R/1/%1$d,Roll call %1$d,What it was about%n"
                    .formatted(id, 50 + id % 20, 1995 + id % 20));
            COUNTRIES.forEach(code -> votes.append(id)
                    .append(",,")
                    .append(code)
                    .append(',')
                    .append(VOTES.get(random.nextInt(VOTES.size())))
                    .append('\n'));
        });
        return new UnVotesFixture(
                Files.writeString(folder.resolve("roll_calls.csv"), rollCalls),
                Files.writeString(folder.resolve("votes.csv"), votes));
    }

    public String[] command(String... more) {
        List<String> command = new ArrayList<>(
                List.of("import", "un-votes", "--roll-calls", rollCalls.toString(), "--votes", votes.toString()));
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }
}
