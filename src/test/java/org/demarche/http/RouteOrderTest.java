package org.demarche.http;

import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RouteOrderTest {

    /** Filters of Quarkus have the negative of their priority as their order. */
    @Test
    void noRequestOfTheServiceIsAuthenticatedByQuarkus() {
        assertThat(RouteOrder.CHECKS).isLessThan(RouteOrder.CORS);
        assertThat(RouteOrder.CORS).isLessThan(RouteOrder.SERVICE);
        // Routes beside it have orders up to two more.
        assertThat(RouteOrder.SERVICE + 2).isLessThan(-SecurityHandlerPriorities.AUTHENTICATION);
    }
}
