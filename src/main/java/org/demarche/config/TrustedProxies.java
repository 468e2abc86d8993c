package org.demarche.config;

import java.util.List;
import java.util.stream.Stream;

import org.demarche.model.IpNetwork;

/** The proxies in front of the service whose word about their clients' addresses is taken. */
public record TrustedProxies(List<IpNetwork> networks) {

    static final TrustedProxies NONE = new TrustedProxies(List.of());

    /** @return null if an element is neither an address nor a network */
    static TrustedProxies parse(String text) {
        List<IpNetwork> networks = Stream.of(text.split(","))
                .map(String::strip)
                .map(IpNetwork::parse)
                .toList();
        return networks.contains(null) ? null : new TrustedProxies(networks);
    }

    public boolean contains(IpNetwork address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
