package org.demarche.change;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.demarche.change.ReplayIT.RunningServices;

/** A client of the stream of changes that connects again when the stream ends, to the other service each time. */
final class FollowedFeed {

    private static final String ID = "id: ";

    private final HttpClient client = HttpClient.newHttpClient();
    private final RunningServices services;
    private final List<String> cursors = new ArrayList<>();
    private volatile boolean stopped;
    private int connections;

    FollowedFeed(RunningServices services) {
        this.services = services;
    }

    /** From the first change on. */
    void followUntilStopped() {
        while (!stopped) {
            try (Stream<String> lines = ReplayIT.whenBack(this::open)) {
                lines.takeWhile(line -> !stopped)
                        .filter(line -> line.startsWith(ID))
                        .forEach(line -> add(line.substring(ID.length())));
            } catch (UncheckedIOException killed) {
                // The next connection is to the other service.
            }
        }
    }

    private Stream<String> open() throws IOException, InterruptedException {
        return client.send(request(), BodyHandlers.ofLines()).body();
    }

    private HttpRequest request() {
        String address = "http://127.0.0.1:%d/changes/stream"
                .formatted(services.get(connections++ % 2).port());
        return HttpRequest.newBuilder(URI.create(address))
                .header("Last-Event-ID", last())
                .build();
    }

    private synchronized String last() {
        return cursors.isEmpty() ? ChangeCursor.behind(-1) : cursors.get(cursors.size() - 1);
    }

    private synchronized void add(String cursor) {
        cursors.add(cursor);
    }

    /** Of all changes that have arrived, in their order. */
    synchronized List<String> cursors() {
        return List.copyOf(cursors);
    }

    void stop() {
        stopped = true;
    }
}
