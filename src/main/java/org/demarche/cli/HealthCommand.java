package org.demarche.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "health",
        sortOptions = false,
        description =
                "Ask the service on this machine for its health and exit. Made for health checks of containers: they need "
                        + "neither a shell nor curl.",
        footer = {"", "Exit code: 0 if the service reports UP, 1 if it reports DOWN or does not answer."})
public class HealthCommand implements Callable<Integer> {

    @ArgGroup
    Question question = new Question();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:QUARKUS_MANAGEMENT_PORT:-9000}",
            description = "The management port of the service. Default: ${DEFAULT-VALUE}.")
    int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "${env:QUARKUS_MANAGEMENT_HOST:-${env:QUARKUS_HTTP_HOST:-0.0.0.0}}",
            description = "The address that the management port listens on. Default: ${DEFAULT-VALUE}.")
    String host;

    @Mixin
    HelpOption help;

    static class Question {

        @Option(names = "--ready", description = "Whether it can answer requests. This is the default.")
        boolean ready;

        @Option(names = "--live", description = "Whether it runs, even if the database does not.")
        boolean live;

        @Option(names = "--started", description = "Whether it has finished starting.")
        boolean started;

        String path() {
            return live ? "live" : started ? "started" : "ready";
        }
    }

    @Override
    public Integer call() {
        HealthProbe answer = HealthProbe.of(host, port, question.path());
        System.out.println(answer.text());
        return answer.up() ? 0 : Invocation.FAILED;
    }
}
