package org.demarche.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;

import static org.junit.jupiter.api.Assumptions.abort;

/** Objects that are deployed together. */
record Manifests(List<JsonNode> objects) {

    private static final Map<Path, Manifests> RENDERED = new ConcurrentHashMap<>();

    /** The objects that kubectl would send to the cluster. Skips the test if kubectl is not installed. */
    static Manifests rendered(Path kustomization) {
        return RENDERED.computeIfAbsent(kustomization, Manifests::render);
    }

    private static Manifests render(Path kustomization) {
        try {
            Path errors = Files.createTempFile("kubectl-", ".log");
            Process kubectl = new ProcessBuilder("kubectl", "kustomize", kustomization.toString())
                    .redirectError(errors.toFile())
                    .start();
            String output = new String(kubectl.getInputStream().readAllBytes());
            if (kubectl.waitFor() != 0) {
                throw new IllegalStateException(kustomization + ": " + Files.readString(errors));
            }
            Files.delete(errors);
            return new Manifests(StrictYaml.documents(output));
        } catch (IOException absent) {
            String reason = "Skipped: kubectl is not installed, cannot render " + kustomization;
            System.out.println(reason);
            return abort(reason);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return typed().filter(type::isInstance).map(type::cast).toList();
    }

    private Stream<HasMetadata> typed() {
        return objects.stream().map(KubernetesSchema::typed).flatMap(Optional::stream);
    }

    List<JsonNode> ofKind(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    boolean has(String kind, String name) {
        return ofKind(kind).stream()
                .anyMatch(object -> object.at("/metadata/name").asText().equals(name));
    }

    /** All objects that run pods, of any kind. */
    List<Workload> workloads() {
        return typed().map(Manifests::workload).flatMap(Optional::stream).toList();
    }

    private static Optional<Workload> workload(HasMetadata object) {
        if (object instanceof Deployment deployment) {
            return Optional.of(new Workload(
                    object,
                    deployment.getSpec().getTemplate().getMetadata(),
                    deployment.getSpec().getTemplate().getSpec()));
        } else if (object instanceof StatefulSet set) {
            return Optional.of(new Workload(
                    object,
                    set.getSpec().getTemplate().getMetadata(),
                    set.getSpec().getTemplate().getSpec()));
        } else if (object instanceof Job job) {
            return Optional.of(new Workload(
                    object,
                    job.getSpec().getTemplate().getMetadata(),
                    job.getSpec().getTemplate().getSpec()));
        } else if (object instanceof CronJob cron) {
            var template = cron.getSpec().getJobTemplate().getSpec().getTemplate();
            return Optional.of(new Workload(object, template.getMetadata(), template.getSpec()));
        } else if (object instanceof io.fabric8.kubernetes.api.model.Pod pod) {
            return Optional.of(new Workload(object, pod.getMetadata(), pod.getSpec()));
        }
        return Optional.empty();
    }

    /** The environment variables of the container that come from config maps. */
    Map<String, String> settings(Container container) {
        Map<String, String> settings = new HashMap<>();
        container.getEnvFrom().forEach(source -> all(ConfigMap.class).stream()
                .filter(map -> map.getMetadata()
                        .getName()
                        .equals(source.getConfigMapRef().getName()))
                .forEach(map -> settings.putAll(map.getData())));
        return settings;
    }

    List<Workload> selected(LabelSelector selector) {
        return workloads().stream()
                .filter(workload -> matches(selector, workload.labels()))
                .toList();
    }

    List<Workload> selected(Map<String, String> labels) {
        return workloads().stream()
                .filter(workload -> workload.labels().entrySet().containsAll(labels.entrySet()))
                .toList();
    }

    static boolean matches(LabelSelector selector, Map<String, String> labels) {
        if (!selector.getMatchExpressions().isEmpty()) {
            throw new IllegalArgumentException("Only matchLabels are supported");
        }
        return labels.entrySet().containsAll(selector.getMatchLabels().entrySet());
    }

    /** @param metadata of each pod */
    record Workload(HasMetadata owner, ObjectMeta metadata, PodSpec pod) {

        String name() {
            return owner.getKind() + " " + owner.getMetadata().getName();
        }

        Map<String, String> labels() {
            return metadata == null || metadata.getLabels() == null ? Map.of() : metadata.getLabels();
        }

        /** The port with the name or number. */
        Optional<ContainerPort> port(IntOrString wanted) {
            return pod.getContainers().stream()
                    .flatMap(container -> container.getPorts().stream())
                    .filter(port -> wanted.getStrVal() == null
                            ? port.getContainerPort().equals(wanted.getIntVal())
                            : wanted.getStrVal().equals(port.getName()))
                    .findFirst();
        }
    }
}
