package org.demarche.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy whose target can change, like the address of a service in a cluster. */
public final class TcpProxy implements AutoCloseable {

    private final ServerSocket entrance;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile int target;

    private TcpProxy(ServerSocket entrance, int target) {
        this.entrance = entrance;
        this.target = target;
    }

    public static TcpProxy to(int port) throws IOException {
        TcpProxy forwarder = new TcpProxy(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), port);
        background(forwarder::accept);
        return forwarder;
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** Changes the target of new connections; open ones keep theirs. */
    public void switchTo(int port) {
        target = port;
    }

    /** Silently drops all further data of the open connections. New connections work. */
    public void lose() {
        links.forEach(link -> link.lost = true);
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Link link : links) {
            link.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = entrance.accept();
            try {
                Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), target));
                links.add(link);
                background(() -> link.copy(link.client, link.server));
                background(() -> link.copy(link.server, link.client));
            } catch (IOException refused) {
                client.close();
            }
        }
    }

    private final class Link {

        private final Socket client;
        private final Socket server;
        private volatile boolean lost;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void copy(Socket from, Socket to) throws IOException {
            byte[] buffer = new byte[8192];
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (!lost) {
                        out.write(buffer, 0, read);
                    }
                }
            } finally {
                close();
            }
        }

        void close() throws IOException {
            links.remove(this);
            client.close();
            server.close();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void background(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // The end of a connection, or of the test.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
