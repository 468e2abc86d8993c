package org.demarche.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "health",
        sortOptions = false,
        description =
                "Asks the service on this machine how it is, and ends: for health checks of containers, which need "
                        + "neither a shell nor curl for it.",
        footer = {"", "Exit code: 0 the service says UP, 1 it says DOWN or does not answer."})
public class HealthCommand implements Callable<Integer> {

    @ArgGroup
    Question question = new Question();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:QUARKUS_MANAGEMENT_PORT:-9000}",
            description = "The service's management port (${DEFAULT-VALUE} when left out).")
    int port;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this page.")
    boolean help;

    static class Question {

        @Option(names = "--ready", description = "Can it answer? Asked when nothing else is.")
        boolean ready;

        @Option(names = "--live", description = "Does it run, whether or not the database does?")
        boolean live;

        @Option(names = "--started", description = "Has it started?")
        boolean started;

        String path() {
            return live ? "live" : started ? "started" : "ready";
        }
    }

    @Override
    public Integer call() {
        HealthProbe answer = HealthProbe.of(port, question.path());
        System.out.println(answer.text());
        return answer.up() ? 0 : Invocation.FAILED;
    }
}
