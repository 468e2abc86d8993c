package org.demarche.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Sends a small query every 50 ms, as long as others attack. */
final class OrdinaryClient implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final byte[] QUERY =
            HttpText.post(Json.request("{ country(code: \"RU\") { name stances(first: 5) { nodes { position } } } }"));

    private final int port;
    /** After this a request counts as failed. */
    private final Duration patience;

    private final Thread thread = new Thread(this::run, "ordinary-client");
    private volatile boolean stopped;
    private Record current = new Record(new ArrayList<>(), new ArrayList<>());

    OrdinaryClient(int port, Duration patience) {
        this.port = port;
        this.patience = patience;
        thread.start();
    }

    /** @param nanos how long each answer took */
    record Record(List<Long> nanos, List<String> failures) {

        /** In milliseconds. */
        double percentile(int percent) {
            List<Long> sorted = nanos.stream().sorted().toList();
            return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) * percent / 100) / 1e6;
        }

        int requests() {
            return nanos.size() + failures.size();
        }
    }

    /** What happened since the last call. */
    synchronized Record take() {
        Record record = current;
        current = new Record(new ArrayList<>(), new ArrayList<>());
        return record;
    }

    synchronized int requests() {
        return current.requests();
    }

    private void run() {
        RawConnection connection = null;
        while (!stopped) {
            long start = System.nanoTime();
            try {
                connection = connection == null ? RawConnection.open(port, patience) : connection;
                RawAnswer answer = connection.exchange(QUERY);
                add(System.nanoTime() - start, answer.status() == 200 ? null : answer.status() + " " + answer.text());
            } catch (IOException | RuntimeException failure) {
                add(0, failure.toString());
                connection = null;
            }
            LockSupport.parkNanos(INTERVAL.toNanos() - (System.nanoTime() - start));
        }
    }

    private synchronized void add(long nanos, String failure) {
        if (failure == null) {
            current.nanos().add(nanos);
        } else {
            current.failures().add(failure);
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
