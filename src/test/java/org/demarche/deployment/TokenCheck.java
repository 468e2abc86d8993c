package org.demarche.deployment;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.demarche.config.TokenSettings;
import org.demarche.deployment.Manifests.Workload;

/** Checks that the service knows whose access tokens allow writing, and gets the keys of that issuer. */
final class TokenCheck {

    private final Manifests manifests;
    private final Workload service;
    private final List<String> violations = new ArrayList<>();

    private TokenCheck(Manifests manifests, Workload service) {
        this.manifests = manifests;
        this.service = service;
    }

    static List<String> violations(Manifests manifests) {
        return manifests.workloads().stream()
                .filter(workload -> workload.owner().getKind().equals("Deployment"))
                .filter(workload -> "demarche".equals(workload.labels().get("app.kubernetes.io/name")))
                .flatMap(workload -> new TokenCheck(manifests, workload).check().stream())
                .toList();
    }

    private List<String> check() {
        Container container = service.pod().getContainers().get(0);
        try {
            check(container, settings(manifests.settings(container)));
        } catch (RuntimeException invalid) {
            violation("has a wrong setting for access tokens: " + invalid.getMessage());
        }
        return violations;
    }

    private void check(Container container, TokenSettings settings) {
        Optional<String> issuer = settings.issuer();
        if (issuer.isEmpty()) {
            violation("trusts no issuer of access tokens");
        } else if (settings.keyFile().isPresent()) {
            checkFile(container, settings.keyFile().get());
        } else {
            checkAddress(settings.keyAddress().orElseGet(() -> URI.create(issuer.get())));
        }
    }

    private void checkAddress(URI address) {
        if (address.getHost() == null) {
            violation("has a wrong setting for access tokens: " + address + " is no address");
        } else if (!"https".equals(address.getScheme())) {
            violation("trusts keys that it fetches without TLS from " + address);
        } else if (manifests.all(NetworkPolicy.class).stream().noneMatch(this::allowsTls)) {
            violation("may not reach " + address);
        }
    }

    private boolean allowsTls(NetworkPolicy policy) {
        return manifests.selected(policy.getSpec().getPodSelector()).contains(service)
                && policy.getSpec().getEgress().stream()
                        .filter(rule -> rule.getTo().isEmpty())
                        .flatMap(rule -> rule.getPorts().stream())
                        .anyMatch(port -> port.getPort().getIntVal() == 443);
    }

    private void checkFile(Container container, Path file) {
        boolean mounted = container.getVolumeMounts().stream().anyMatch(mount -> has(mount, file));
        if (!mounted) {
            violation("has no file " + file);
        }
    }

    private boolean has(VolumeMount mount, Path file) {
        return service.pod().getVolumes().stream()
                .filter(volume -> volume.getName().equals(mount.getName()) && volume.getSecret() != null)
                .flatMap(volume -> volume.getSecret().getItems().stream())
                .anyMatch(item -> Path.of(mount.getMountPath(), item.getPath()).equals(file));
    }

    private static TokenSettings settings(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withMapping(TokenSettings.class)
                .withSources(new EnvConfigSource(environment, 300))
                .build()
                .getConfigMapping(TokenSettings.class);
    }

    private void violation(String text) {
        violations.add(service.name() + " " + text);
    }
}
