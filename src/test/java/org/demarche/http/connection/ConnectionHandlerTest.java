package org.demarche.http.connection;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionHandlerTest {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final EmbeddedChannel connection =
            new EmbeddedChannel(new ConnectionHandler(new ConnectionLimits(MINUTE, MINUTE, new UnsentBytes(1), null)));

    /** As Vert.x does for {@code Connection: close}: what it flushes at the end, it does when the answer has been sent. */
    @Test
    void whatIsWrittenWhenTheAnswerHasBeenSentIsSentToo() {
        connection
                .write(Unpooled.copiedBuffer("answer", StandardCharsets.US_ASCII))
                .addListener(sent -> connection
                        .writeAndFlush(Unpooled.copiedBuffer("end", StandardCharsets.US_ASCII))
                        .addListener(ChannelFutureListener.CLOSE));
        connection.flush();

        assertThat(sent()).isEqualTo("answer");
        assertThat(sent()).isEqualTo("end");
        assertThat(connection.isOpen()).isFalse();
    }

    private String sent() {
        ByteBuf bytes = connection.readOutbound();
        if (bytes == null) {
            return null;
        }
        try {
            return bytes.toString(StandardCharsets.US_ASCII);
        } finally {
            bytes.release();
        }
    }
}
