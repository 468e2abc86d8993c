package org.demarche.atlas;

import java.io.IOException;
import java.util.stream.Stream;

import io.vertx.core.json.JsonObject;
import org.demarche.atlas.AtlasWindow.View;
import org.demarche.support.Chromium;
import org.demarche.support.Heavy;
import org.demarche.support.HttpConnection;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each view of the atlas: its numbers are those of the API, and everybody can use it. */
@Heavy
@ExtendWith(ProgramWithVotes.class)
class AtlasViewsIT {

    /** One for all tests: to start a browser for each would take longer than most of them. */
    private static AtlasWindow window;

    @BeforeAll
    static void openTheWindow(RunningProgram program) throws IOException {
        window = new AtlasWindow(program);
    }

    @BeforeEach
    void look() {
        window.look(1440, "light");
    }

    @AfterAll
    static void closeTheWindow() {
        if (window != null) {
            window.close();
        }
    }

    @ParameterizedTest
    @EnumSource(View.class)
    void everyNumberIsThatOfTheApi(View view) {
        window.open(view);
        Answers answers = new Answers(new HttpConnection(window.program.uri()), window.requests());
        ShownNumbers.of(window.browser).assertAreThoseOf(answers);
        assertThat(Chromium.consoleErrors(window.browser)).isEmpty();
    }

    /** The page has all stances on an event, and counts those in force on a day without asking. */
    @Test
    void theNumbersOfAnEventOnADayAreThoseOfItsTally() {
        window.open(View.EVENT_ON_A_DAY);
        JsonObject tally = window.program
                .ask("{ event(slug: \"russia-recognises-taliban-government\") { tally(on: \"2025-07-03\") {"
                        + " supports neutral opposes absent } } }")
                .getJsonObject("event")
                .getJsonObject("tally");
        assertThat(window.texts("#legend data"))
                .containsExactlyElementsOf(
                        tally.stream().map(count -> count.getValue().toString()).toList());
    }

    static Stream<Arguments> looks() {
        return Stream.of(View.values()).flatMap(view -> Stream.of(390, 1440)
                .flatMap(width -> Stream.of("light", "dark").map(scheme -> Arguments.of(view, width, scheme))));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void itIsAccessibleAndFitsIntoTheWindow(View view, int width, String scheme) throws IOException {
        window.look(width, scheme);
        window.open(view);
        window.picture(view + "-" + width + "-" + scheme);
        assertThat(window.violations()).isEmpty();
        assertThat(window.fitsIntoTheWindow()).isTrue();
    }
}
