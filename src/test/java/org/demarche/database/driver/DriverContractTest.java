package org.demarche.database.driver;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionBase;
import io.vertx.sqlclient.impl.Utils;
import io.vertx.sqlclient.impl.command.CommandResponse;
import io.vertx.sqlclient.impl.command.ExtendedQueryCommand;
import io.vertx.sqlclient.impl.command.PrepareStatementCommand;
import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.model.SqlState;
import org.demarche.support.TcpProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.demarche.support.Polling.await;

/**
 * What this package relies on although the driver does not promise it: names, classes and messages. One test for each
 * fact, so that an upgrade that changes one fails by its name.
 */
class DriverContractTest {

    private static final String SLEEP = "select pg_sleep(60)";

    private static Vertx vertx;
    private static EmbeddedDatabase database;

    @BeforeAll
    static void start(@TempDir Path folder) {
        vertx = Vertx.vertx();
        database = EmbeddedDatabase.start(folder.resolve("data"), Map.of());
    }

    @AfterAll
    static void stop() throws IOException {
        result(vertx.close());
        database.close();
    }

    @Test
    void aConnectionUnwrapsToASocketConnection() {
        assertThat(connect()).isInstanceOf(SqlConnectionBase.class);
        assertThat(((SqlConnectionBase<?>) connect()).unwrap()).isInstanceOf(SocketConnectionBase.class);
    }

    @Test
    void aConnectionOfAFactoryUnwrapsToASocketConnection() {
        SqlConnection connection = result(onContext(context -> PgDriver.INSTANCE
                .createConnectionFactory(vertx, () -> Future.succeededFuture(options()))
                .connect(context)));
        assertThat(((SqlConnectionBase<?>) connection).unwrap()).isInstanceOf(SocketConnectionBase.class);
    }

    @Test
    void aConnectionOfAPoolUnwrapsToASocketConnectionInTwoSteps() {
        Pool pool = Pool.pool(vertx, options(), new PoolOptions());
        SqlConnection connection = result(pool.getConnection());
        assertThat(((SqlConnectionBase<?>) connection).unwrap().unwrap()).isInstanceOf(SocketConnectionBase.class);
        result(pool.close());
    }

    @Test
    void theLastHandlerOfThePipelineIsNamedHandler() {
        assertThat(pipeline(connect()).lastContext().name())
                .isEqualTo(ConnectionWatchdog.VERTX_HANDLER)
                .isEqualTo("handler");
    }

    @Test
    void aQueryWithParametersIsAPrepareStatementCommandAndAnExtendedQueryCommand() {
        PgConnection connection = connect();
        Recorder recorder = Recorder.on(connection);
        result(connection.preparedQuery("select $1::int").execute(Tuple.of(1)));
        assertThat(recorder.written).hasSize(2);
        assertThat(recorder.written).element(0).isInstanceOf(PrepareStatementCommand.class);
        assertThat(recorder.written).element(1).isInstanceOf(ExtendedQueryCommand.class);
    }

    @Test
    void outsideOfATransactionAnExtendedQueryCommandIsAutoCommit() {
        PgConnection connection = connect();
        Recorder recorder = Recorder.on(connection);
        result(connection.preparedQuery("select $1::int").execute(Tuple.of(1)));
        assertThat(recorder.extendedQueries())
                .extracting(ExtendedQueryCommand::autoCommit)
                .containsExactly(true);
    }

    @Test
    void inATransactionAnExtendedQueryCommandIsNotAutoCommit() {
        PgConnection connection = connect();
        result(connection.begin());
        Recorder recorder = Recorder.on(connection);
        result(connection.preparedQuery("select $1::int").execute(Tuple.of(1)));
        assertThat(recorder.extendedQueries())
                .extracting(ExtendedQueryCommand::autoCommit)
                .containsExactly(false);
    }

    @Test
    void theResponseToEachCommandIsACommandResponse() {
        PgConnection connection = connect();
        Recorder recorder = Recorder.on(connection);
        result(connection.preparedQuery("select $1::int").execute(Tuple.of(1)));
        assertThat(recorder.read).hasSize(2).allMatch(CommandResponse.class::isInstance);
    }

    @Test
    void aCommandResponseHoldsTheFailureWithItsState() {
        PgConnection connection = connect();
        Recorder recorder = Recorder.on(connection);
        failure(connection.query("select * from missing").execute());
        assertThat(recorder.read).hasSize(1);
        Throwable failure =
                ((CommandResponse<?>) recorder.read.element()).toAsyncResult().cause();
        assertThat(failure).isInstanceOf(PgException.class);
        assertThat(((PgException) failure).getSqlState()).isEqualTo(SqlState.UNDEFINED_TABLE);
        assertThat(FailureClassifier.isSchemaBehind(failure)).isTrue();
    }

    @Test
    void closingAtTheFirstHandlerDoesNotWaitForTheServer() throws IOException {
        try (TcpProxy proxy = TcpProxy.to(options().getPort())) {
            PgConnection connection =
                    result(PgConnection.connect(vertx, options().setPort(proxy.port())));
            ChannelPipeline pipeline = pipeline(connection);
            proxy.lose();
            assertThat(pipeline.firstContext().close().awaitUninterruptibly(10, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(pipeline.channel().isOpen()).isFalse();
        }
    }

    @Test
    void thePipelineOfAConnectionThatHasEndedIsEmpty() {
        PgConnection connection = connect();
        cut(connection);
        await().until(() -> pipeline(connection).firstContext() == null);
        assertThatThrownBy(() -> ConnectionWatchdog.add(connection, ConcurrentHashMap.newKeySet(), () -> {}, false))
                .isInstanceOf(ClosedConnectionException.class);
    }

    @Test
    void aStatementOnAConnectionThatHasEndedFailsWithConnectionIsNotActiveNow() {
        PgConnection connection = connect();
        cut(connection);
        await().until(() -> pipeline(connection).firstContext() == null);
        Throwable failure = failure(connection.query("select 1").execute());
        assertThat(failure)
                .isExactlyInstanceOf(NoStackTraceThrowable.class)
                .hasMessageStartingWith("Connection is not active now");
        assertThat(FailureClassifier.isLostConnection(failure)).isTrue();
    }

    @Test
    void aStatementInProgressFailsWithClosedConnectionException() {
        PgConnection connection = connect();
        Future<?> sleeping = connection.query(SLEEP).execute();
        awaitSleeping(connection);
        cut(connection);
        Throwable failure = failure(sleeping);
        assertThat(failure).isInstanceOf(ClosedConnectionException.class);
        assertThat(FailureClassifier.isLostConnection(failure)).isTrue();
    }

    /** A race leads to it, which no test can win reliably, so the message is looked up in the class that has it. */
    @Test
    void aStatementThatWasNotSentYetFailsWithPendingRequestsFailed() throws IOException {
        String message = "Pending requests failed";
        try (InputStream type =
                SocketConnectionBase.class.getResourceAsStream(SocketConnectionBase.class.getSimpleName() + ".class")) {
            assertThat(new String(type.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .contains(message);
        }
        assertThat(FailureClassifier.isLostConnection(new NoStackTraceThrowable(message)))
                .isTrue();
    }

    @Test
    void aSocketThatHasEndedFailsWithConnectionWasClosed() {
        assertThat(ConnectionBase.CLOSED_EXCEPTION)
                .isExactlyInstanceOf(VertxException.class)
                .hasMessage("Connection was closed");
        assertThat(FailureClassifier.isLostConnection(ConnectionBase.CLOSED_EXCEPTION))
                .isTrue();
    }

    @Test
    void aServerThatHangsUpDuringTheStartupIsALostConnection() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<PgConnection> connecting = PgConnection.connect(
                    vertx, options().setPort(server.getLocalPort()).setReconnectAttempts(0));
            server.accept().close();
            assertThat(FailureClassifier.isLostConnection(failure(connecting))).isTrue();
        }
    }

    @Test
    void aServerThatRefusesTheConnectionIsALostConnection() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        assertThat(FailureClassifier.isLostConnection(
                        failure(PgConnection.connect(vertx, options().setPort(port)))))
                .isTrue();
    }

    @Test
    void aFutureThatTimesOutFailsWithTimeoutException() {
        Throwable failure = failure(Promise.promise().future().timeout(1, TimeUnit.MILLISECONDS));
        assertThat(failure).isInstanceOf(TimeoutException.class);
        assertThat(FailureClassifier.isTimeout(failure)).isTrue();
    }

    @Test
    void waitingTooLongForAPooledConnectionFailsWithTimeout() {
        Pool pool = busyPool(new PoolOptions());
        Throwable failure = failure(pool.getConnection());
        assertThat(failure).isExactlyInstanceOf(NoStackTraceThrowable.class).hasMessage("Timeout");
        assertThat(FailureClassifier.isOverload(failure)).isTrue();
    }

    @Test
    void aFullWaitQueueFailsWithConnectionPoolTooBusyException() {
        Pool pool = busyPool(new PoolOptions().setMaxWaitQueueSize(0));
        Throwable failure = failure(pool.getConnection());
        assertThat(failure).isInstanceOf(ConnectionPoolTooBusyException.class);
        assertThat(FailureClassifier.isOverload(failure)).isTrue();
    }

    @Test
    @SuppressWarnings("deprecation")
    void aPoolTakesItsConnectionsFromItsConnectionProvider() {
        AtomicInteger provided = new AtomicInteger();
        Supplier<Future<PgConnectOptions>> servers = () -> Future.succeededFuture(options());
        Pool pool = PgDriver.INSTANCE.createPool((VertxInternal) vertx, servers, new PoolOptions().setMaxSize(1));
        pool.connectionProvider(context -> {
            assertThat(context).isInstanceOf(ContextInternal.class);
            provided.incrementAndGet();
            return PgDriver.INSTANCE.createConnectionFactory(vertx, servers).connect(context);
        });
        result(pool.query("select 1").execute());
        result(pool.query("select 1").execute());
        assertThat(provided).hasValue(1);
    }

    @Test
    void theRoundRobinSupplierAlternates() {
        Supplier<Future<String>> supplier = Utils.roundRobinSupplier(List.of("one", "other"));
        assertThat(Stream.generate(() -> result(supplier.get())).limit(4))
                .containsExactly("one", "other", "one", "other");
    }

    @Test
    void aCancelRequestFailsTheStatementAsCancelled() {
        PgConnection connection = connect();
        Future<?> sleeping = connection.query(SLEEP).execute();
        awaitSleeping(connection);
        result(connection.cancelRequest());
        assertThat(FailureClassifier.isCancelled(failure(sleeping))).isTrue();
    }

    @Test
    void theDriverAsksForExtraFloatDigitsWhichPgBouncerRefuses() {
        assertThat(new PgConnectOptions().getProperties()).containsKey("extra_float_digits");
    }

    @Test
    void withoutExtraFloatDigitsTheDriverDoesNotSendIt() {
        PgConnectOptions options = options();
        String standard = extraFloatDigits(options);
        options.getProperties().remove("extra_float_digits");
        assertThat(extraFloatDigits(options)).isEqualTo("1").isNotEqualTo(standard);
    }

    private static String extraFloatDigits(PgConnectOptions options) {
        return result(result(PgConnection.connect(vertx, options))
                        .query("show extra_float_digits")
                        .execute())
                .iterator()
                .next()
                .getString(0);
    }

    /** Its only connection is in use. */
    private static Pool busyPool(PoolOptions options) {
        Pool pool = Pool.pool(
                vertx,
                options(),
                options.setMaxSize(1).setConnectionTimeout(100).setConnectionTimeoutUnit(TimeUnit.MILLISECONDS));
        result(pool.getConnection());
        return pool;
    }

    private static void awaitSleeping(PgConnection connection) {
        PgConnection other = connect();
        String waiting = "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and pid = "
                + connection.processId();
        await().until(() ->
                result(other.query(waiting).execute()).iterator().next().getLong(0) == 1);
    }

    private static void cut(PgConnection connection) {
        pipeline(connection).firstContext().close();
    }

    private static ChannelPipeline pipeline(SqlConnection connection) {
        SocketConnectionBase socket = (SocketConnectionBase) ((SqlConnectionBase<?>) connection).unwrap();
        return socket.socket().channelHandlerContext().pipeline();
    }

    private static PgConnection connect() {
        return result(PgConnection.connect(vertx, options()));
    }

    private static PgConnectOptions options() {
        return PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(database.user())
                .setPassword(database.password());
    }

    private static <T> Future<T> onContext(Function<Context, Future<T>> work) {
        Promise<T> promise = Promise.promise();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(ignored -> work.apply(context).onComplete(promise));
        return promise.future();
    }

    private static <T> T result(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private static Throwable failure(Future<?> future) {
        try {
            throw new AssertionError("no failure, but " + result(future));
        } catch (CompletionException failed) {
            return failed.getCause();
        }
    }

    /** The messages that pass where a watchdog is. */
    private static final class Recorder extends ChannelDuplexHandler {

        private final Queue<Object> written = new ConcurrentLinkedQueue<>();
        private final Queue<Object> read = new ConcurrentLinkedQueue<>();

        static Recorder on(SqlConnection connection) {
            Recorder recorder = new Recorder();
            pipeline(connection).addBefore(ConnectionWatchdog.VERTX_HANDLER, "recorder", recorder);
            return recorder;
        }

        List<ExtendedQueryCommand<?>> extendedQueries() {
            return written.stream()
                    .filter(ExtendedQueryCommand.class::isInstance)
                    .<ExtendedQueryCommand<?>>map(command -> (ExtendedQueryCommand<?>) command)
                    .toList();
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            written.add(message);
            super.write(context, message, promise);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            read.add(message);
            super.channelRead(context, message);
        }
    }
}
