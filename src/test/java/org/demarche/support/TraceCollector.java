package org.demarche.support;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Receives spans like an OpenTelemetry collector: OTLP over HTTP or gRPC. */
public final class TraceCollector implements AutoCloseable {

    /** A compression flag and the length precede each message. */
    private static final int GRPC_PREFIX = 5;

    public record Span(String trace, String id, String parent, String name, Map<String, String> attributes) {}

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    public TraceCollector() {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body.getBytes())))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void answer(HttpServerRequest request, byte[] body) {
        HttpServerResponse response = request.response();
        switch (request.path()) {
            case "/v1/traces" -> {
                add(body);
                response.putHeader("Content-Type", "application/x-protobuf").end();
            }
            case "/opentelemetry.proto.collector.trace.v1.TraceService/Export" -> {
                add(Arrays.copyOfRange(body, GRPC_PREFIX, body.length));
                response.putHeader("Content-Type", "application/grpc").putTrailer("grpc-status", "0");
                response.end(Buffer.buffer(new byte[GRPC_PREFIX]));
            }
            default -> response.setStatusCode(404).end();
        }
    }

    /** The field numbers are from opentelemetry/proto/trace/v1/trace.proto. */
    private void add(byte[] request) {
        for (ByteBuffer resource : Message.of(request).all(1)) {
            for (ByteBuffer scope : Message.of(resource).all(2)) {
                Message.of(scope).all(2).forEach(span -> spans.add(span(Message.of(span))));
            }
        }
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public List<Span> spans() {
        return List.copyOf(spans);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Span span(Message span) {
        Map<String, String> attributes = new HashMap<>();
        for (ByteBuffer attribute : span.all(9)) {
            Message pair = Message.of(attribute);
            attributes.put(pair.text(1), Message.of(pair.all(2).get(0)).text(1));
        }
        return new Span(span.hex(1), span.hex(2), span.hex(4), span.text(5), attributes);
    }

    /** The length-delimited fields of a Protocol Buffers message, by number. */
    private record Message(Map<Integer, List<ByteBuffer>> fields) {

        static Message of(byte[] bytes) {
            return of(ByteBuffer.wrap(bytes));
        }

        static Message of(ByteBuffer bytes) {
            ByteBuffer in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            Map<Integer, List<ByteBuffer>> fields = new HashMap<>();
            while (in.hasRemaining()) {
                int tag = (int) varint(in);
                switch (tag & 7) {
                    case 0 -> varint(in);
                    case 1 -> in.getLong();
                    case 2 -> {
                        int length = (int) varint(in);
                        fields.computeIfAbsent(tag >>> 3, number -> new ArrayList<>())
                                .add(in.slice(in.position(), length));
                        in.position(in.position() + length);
                    }
                    case 5 -> in.getInt();
                    default -> throw new IllegalArgumentException("wire type " + (tag & 7));
                }
            }
            return new Message(fields);
        }

        private static long varint(ByteBuffer in) {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = in.get();
                value |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        List<ByteBuffer> all(int number) {
            return fields.getOrDefault(number, List.of());
        }

        String text(int number) {
            return all(number).isEmpty()
                    ? ""
                    : StandardCharsets.UTF_8
                            .decode(all(number).get(0).duplicate())
                            .toString();
        }

        String hex(int number) {
            if (all(number).isEmpty()) {
                return "";
            }
            ByteBuffer bytes = all(number).get(0).duplicate();
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return HexFormat.of().formatHex(copy);
        }
    }
}
