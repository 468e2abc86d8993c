package org.demarche.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import org.demarche.deployment.Manifests.Workload;

/** Checks that referenced objects exist: in the manifests, created by an operator, or manually as README.md says. */
final class ReferenceCheck {

    private final Manifests manifests;
    private final String readme;
    private final List<String> violations = new ArrayList<>();

    private ReferenceCheck(Manifests manifests) {
        this.manifests = manifests;
        try {
            this.readme = Files.readString(Path.of("k8s", "README.md"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<String> violations(Manifests manifests) {
        ReferenceCheck check = new ReferenceCheck(manifests);
        manifests.workloads().forEach(check::check);
        check.checkDatabase();
        manifests.all(Gateway.class).forEach(check::check);
        check.checkNamespaces();
        return check.violations;
    }

    private void check(Workload workload) {
        String name = workload.name();
        String account = workload.pod().getServiceAccountName();
        if (account != null) {
            require(manifests.has("ServiceAccount", account), name, "service account " + account);
        }
        workload.pod().getVolumes().forEach(volume -> check(name, volume));
        List<Container> containers = Stream.concat(
                        workload.pod().getInitContainers().stream(), workload.pod().getContainers().stream())
                .toList();
        containers.forEach(container -> check(name, container));
        Set<String> volumes = workload.pod().getVolumes().stream()
                .map(Volume::getName)
                .collect(Collectors.toCollection(HashSet::new));
        if (workload.owner() instanceof StatefulSet set) {
            set.getSpec()
                    .getVolumeClaimTemplates()
                    .forEach(claim -> volumes.add(claim.getMetadata().getName()));
        }
        Set<String> mounted = containers.stream()
                .flatMap(container -> container.getVolumeMounts().stream())
                .map(VolumeMount::getName)
                .collect(Collectors.toSet());
        require(volumes.equals(mounted), name, "volumes %s, mounted %s".formatted(volumes, mounted));
        require(
                containers.stream()
                                .flatMap(container -> container.getVolumeMounts().stream())
                                .anyMatch(mount -> mount.getMountPath().equals("/tmp"))
                        || workload.owner().getMetadata().getName().equals("demarche-upload"),
                name,
                "volume at /tmp");
    }

    private void check(String name, Volume volume) {
        if (volume.getConfigMap() != null) {
            requireConfigMap(name, volume.getConfigMap().getName());
        } else if (volume.getSecret() != null) {
            requireSecret(name, volume.getSecret().getSecretName());
        } else if (volume.getPersistentVolumeClaim() != null) {
            String claim = volume.getPersistentVolumeClaim().getClaimName();
            require(manifests.has("PersistentVolumeClaim", claim), name, "claim " + claim);
        } else if (volume.getProjected() != null) {
            volume.getProjected().getSources().stream()
                    .filter(source -> source.getConfigMap() != null)
                    .forEach(source ->
                            requireConfigMap(name, source.getConfigMap().getName()));
        }
    }

    private void check(String name, Container container) {
        container.getEnvFrom().forEach(source -> {
            if (source.getConfigMapRef() != null) {
                requireConfigMap(name, source.getConfigMapRef().getName());
            } else {
                requireSecret(name, source.getSecretRef().getName());
            }
        });
        container.getEnv().stream()
                .filter(variable -> variable.getValueFrom() != null)
                .forEach(variable -> check(name, variable.getValueFrom()));
    }

    private void check(String name, EnvVarSource source) {
        if (source.getSecretKeyRef() != null) {
            requireSecret(name, source.getSecretKeyRef().getName());
        } else if (source.getConfigMapKeyRef() != null) {
            requireConfigMap(name, source.getConfigMapKeyRef().getName());
        }
    }

    private void check(Gateway gateway) {
        gateway.getSpec().getListeners().stream()
                .filter(listener -> listener.getTls() != null)
                .flatMap(listener -> listener.getTls().getCertificateRefs().stream())
                .forEach(secret ->
                        requireSecret("Gateway " + gateway.getMetadata().getName(), secret.getName()));
    }

    /** The check of CloudNativePG objects. */
    private void checkDatabase() {
        for (JsonNode cluster : manifests.ofKind("Cluster")) {
            String name = KubernetesSchema.name(cluster);
            JsonNode initdb = cluster.at("/spec/bootstrap/initdb");
            requireSecret(name, initdb.at("/secret/name").asText());
            cluster.at("/spec/managed/roles")
                    .forEach(role ->
                            requireSecret(name, role.at("/passwordSecret/name").asText()));
            initdb.at("/postInitApplicationSQLRefs/configMapRefs").forEach(reference -> {
                requireConfigMap(name, reference.path("name").asText());
                require(
                        manifests.ofKind("ConfigMap").stream().anyMatch(map -> map.path("data")
                                .has(reference.path("key").asText())),
                        name,
                        "key " + reference.path("key"));
            });
            cluster.at("/spec/plugins").forEach(plugin -> {
                String store = plugin.at("/parameters/barmanObjectName").asText();
                require(manifests.has("ObjectStore", store), name, "object store " + store);
            });
        }
        Stream.of("Pooler", "ScheduledBackup")
                .flatMap(kind -> manifests.ofKind(kind).stream())
                .forEach(object -> {
                    String cluster = object.at("/spec/cluster/name").asText();
                    require(manifests.has("Cluster", cluster), KubernetesSchema.name(object), "cluster " + cluster);
                });
        manifests.ofKind("ObjectStore").forEach(store -> store.at("/spec/configuration/s3Credentials")
                .forEach(key -> requireSecret(
                        KubernetesSchema.name(store), key.path("name").asText())));
    }

    /** Every namespace exists and enforces the Pod Security Standard restricted. */
    private void checkNamespaces() {
        List<JsonNode> namespaces = manifests.ofKind("Namespace");
        namespaces.forEach(namespace -> require(
                namespace
                        .path("metadata")
                        .path("labels")
                        .path("pod-security.kubernetes.io/enforce")
                        .asText()
                        .equals("restricted"),
                KubernetesSchema.name(namespace),
                "enforcement of the standard restricted"));
        manifests.objects().stream()
                .filter(object -> !object.path("kind").asText().equals("Namespace"))
                .forEach(object -> require(
                        manifests.has(
                                "Namespace", object.at("/metadata/namespace").asText()),
                        KubernetesSchema.name(object),
                        "namespace " + object.at("/metadata/namespace").asText()));
    }

    private void requireConfigMap(String owner, String name) {
        require(manifests.has("ConfigMap", name), owner, "config map " + name);
    }

    private void requireSecret(String owner, String name) {
        boolean generated = name.endsWith("-ca") && manifests.has("Cluster", name.substring(0, name.length() - 3));
        boolean documented = readme.contains("| " + name + " |") || readme.contains("`" + name + "`");
        require(generated || documented, owner, "secret " + name);
    }

    private void require(boolean exists, String owner, String target) {
        if (!exists) {
            violations.add(owner + ": there is no " + target);
        }
    }
}
