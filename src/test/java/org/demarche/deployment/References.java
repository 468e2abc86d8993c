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

/** What an object names has to be there: among the others, made by an operator, or by hand as README.md tells. */
final class References {

    private final Manifests manifests;
    private final String readme;
    private final List<String> faults = new ArrayList<>();

    private References(Manifests manifests) {
        this.manifests = manifests;
        try {
            this.readme = Files.readString(Path.of("k8s", "README.md"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<String> faults(Manifests manifests) {
        References references = new References(manifests);
        manifests.workloads().forEach(references::check);
        references.checkDatabase();
        manifests.all(Gateway.class).forEach(references::check);
        references.checkNamespaces();
        return references.faults;
    }

    private void check(Workload workload) {
        String name = workload.name();
        String account = workload.pod().getServiceAccountName();
        if (account != null) {
            need(manifests.has("ServiceAccount", account), name, "service account " + account);
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
        need(volumes.equals(mounted), name, "volumes %s, mounted %s".formatted(volumes, mounted));
        need(
                containers.stream()
                                .flatMap(container -> container.getVolumeMounts().stream())
                                .anyMatch(mount -> mount.getMountPath().equals("/tmp"))
                        || workload.owner().getMetadata().getName().equals("demarche-upload"),
                name,
                "a place for temporary files");
    }

    private void check(String name, Volume volume) {
        if (volume.getConfigMap() != null) {
            needConfigMap(name, volume.getConfigMap().getName());
        } else if (volume.getSecret() != null) {
            needSecret(name, volume.getSecret().getSecretName());
        } else if (volume.getPersistentVolumeClaim() != null) {
            String claim = volume.getPersistentVolumeClaim().getClaimName();
            need(manifests.has("PersistentVolumeClaim", claim), name, "claim " + claim);
        } else if (volume.getProjected() != null) {
            volume.getProjected().getSources().stream()
                    .filter(source -> source.getConfigMap() != null)
                    .forEach(source -> needConfigMap(name, source.getConfigMap().getName()));
        }
    }

    private void check(String name, Container container) {
        container.getEnvFrom().forEach(source -> {
            if (source.getConfigMapRef() != null) {
                needConfigMap(name, source.getConfigMapRef().getName());
            } else {
                needSecret(name, source.getSecretRef().getName());
            }
        });
        container.getEnv().stream()
                .filter(variable -> variable.getValueFrom() != null)
                .forEach(variable -> check(name, variable.getValueFrom()));
    }

    private void check(String name, EnvVarSource source) {
        if (source.getSecretKeyRef() != null) {
            needSecret(name, source.getSecretKeyRef().getName());
        } else if (source.getConfigMapKeyRef() != null) {
            needConfigMap(name, source.getConfigMapKeyRef().getName());
        }
    }

    private void check(Gateway gateway) {
        gateway.getSpec().getListeners().stream()
                .filter(listener -> listener.getTls() != null)
                .flatMap(listener -> listener.getTls().getCertificateRefs().stream())
                .forEach(secret -> needSecret("Gateway " + gateway.getMetadata().getName(), secret.getName()));
    }

    /** Of CloudNativePG's objects. */
    private void checkDatabase() {
        for (JsonNode cluster : manifests.ofKind("Cluster")) {
            String name = KubernetesApi.name(cluster);
            JsonNode initdb = cluster.at("/spec/bootstrap/initdb");
            needSecret(name, initdb.at("/secret/name").asText());
            cluster.at("/spec/managed/roles")
                    .forEach(role ->
                            needSecret(name, role.at("/passwordSecret/name").asText()));
            initdb.at("/postInitApplicationSQLRefs/configMapRefs").forEach(reference -> {
                needConfigMap(name, reference.path("name").asText());
                need(
                        manifests.ofKind("ConfigMap").stream().anyMatch(map -> map.path("data")
                                .has(reference.path("key").asText())),
                        name,
                        "key " + reference.path("key"));
            });
            cluster.at("/spec/plugins").forEach(plugin -> {
                String store = plugin.at("/parameters/barmanObjectName").asText();
                need(manifests.has("ObjectStore", store), name, "object store " + store);
            });
        }
        Stream.of("Pooler", "ScheduledBackup")
                .flatMap(kind -> manifests.ofKind(kind).stream())
                .forEach(object -> {
                    String cluster = object.at("/spec/cluster/name").asText();
                    need(manifests.has("Cluster", cluster), KubernetesApi.name(object), "cluster " + cluster);
                });
        manifests.ofKind("ObjectStore").forEach(store -> store.at("/spec/configuration/s3Credentials")
                .forEach(key ->
                        needSecret(KubernetesApi.name(store), key.path("name").asText())));
    }

    /** Nothing goes to a namespace that is not there, or that does not hold its pods to the standard. */
    private void checkNamespaces() {
        List<JsonNode> namespaces = manifests.ofKind("Namespace");
        namespaces.forEach(namespace -> need(
                namespace
                        .path("metadata")
                        .path("labels")
                        .path("pod-security.kubernetes.io/enforce")
                        .asText()
                        .equals("restricted"),
                KubernetesApi.name(namespace),
                "enforcement of the standard restricted"));
        manifests.objects().stream()
                .filter(object -> !object.path("kind").asText().equals("Namespace"))
                .forEach(object -> need(
                        manifests.has(
                                "Namespace", object.at("/metadata/namespace").asText()),
                        KubernetesApi.name(object),
                        "namespace " + object.at("/metadata/namespace").asText()));
    }

    private void needConfigMap(String who, String name) {
        need(manifests.has("ConfigMap", name), who, "config map " + name);
    }

    private void needSecret(String who, String name) {
        boolean made = name.endsWith("-ca") && manifests.has("Cluster", name.substring(0, name.length() - 3));
        boolean told = readme.contains("| " + name + " |") || readme.contains("`" + name + "`");
        need(made || told, who, "secret " + name);
    }

    private void need(boolean there, String who, String what) {
        if (!there) {
            faults.add(who + ": there is no " + what);
        }
    }
}
