package org.demarche.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the management port of this machine says to a question about the service's health. */
record HealthProbe(boolean up, String text) {

    /** More than readiness takes to find out that the database does not answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** By the oldest of Java's HTTP clients: it is there in a tenth of the time that the newer ones take. */
    static HealthProbe of(int port, String question) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    new URL("http", "127.0.0.1", port, "/q/health/" + question).openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout((int) PATIENCE.toMillis());
            connection.setReadTimeout((int) PATIENCE.toMillis());
            boolean up = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            return new HealthProbe(up, text(up ? connection.getInputStream() : connection.getErrorStream()));
        } catch (IOException silent) {
            return new HealthProbe(false, "No service answers on port %d: %s".formatted(port, silent.getMessage()));
        }
    }

    private static String text(InputStream body) throws IOException {
        return body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
