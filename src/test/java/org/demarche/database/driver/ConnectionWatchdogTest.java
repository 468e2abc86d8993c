package org.demarche.database.driver;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class ConnectionWatchdogTest {

    private final Set<ConnectionWatchdog> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger losses = new AtomicInteger();
    private final ConnectionWatchdog watchdog =
            new ConnectionWatchdog(null, connections, losses::incrementAndGet, false);

    @Test
    void aConnectionIsListedWhileItIsOpen() {
        EmbeddedChannel channel = new EmbeddedChannel(watchdog);
        assertThat(connections).containsExactly(watchdog);
        channel.close();
        channel.runPendingTasks();
        assertThat(connections).isEmpty();
        assertThat(losses).hasValue(1);
    }

    @Test
    void aConnectionThatIsCutHasNotBeenLost() {
        EmbeddedChannel channel = new EmbeddedChannel(watchdog);
        watchdog.cut();
        channel.runPendingTasks();
        assertThat(channel.isOpen()).isFalse();
        assertThat(losses).hasValue(0);
    }

    /** Netty has emptied the pipeline by then. */
    @Test
    void cuttingAConnectionThatHasEndedDoesNothing() {
        EmbeddedChannel channel = new EmbeddedChannel(watchdog);
        channel.close();
        channel.runPendingTasks();
        assertThat(channel.pipeline().firstContext()).isNull();
        watchdog.cut();
        assertThatCode(() -> runTasks(channel)).doesNotThrowAnyException();
    }

    /** Statements that wait for an answer would otherwise wait for ever. */
    @Test
    void theDriverLearnsOfTheEndEvenIfTheListenerFails() {
        AtomicInteger told = new AtomicInteger();
        ConnectionWatchdog failing = new ConnectionWatchdog(
                null,
                connections,
                () -> {
                    throw new IllegalStateException("the listener fails");
                },
                false);
        EmbeddedChannel channel = new EmbeddedChannel(failing, new ChannelInboundHandlerAdapter() {
            @Override
            public void channelInactive(ChannelHandlerContext context) {
                told.incrementAndGet();
            }
        });
        channel.close();
        channel.runPendingTasks();
        assertThat(told).hasValue(1);
    }

    private static void runTasks(EmbeddedChannel channel) {
        channel.runPendingTasks();
        channel.checkException();
    }
}
