package org.demarche.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import org.demarche.deployment.Manifests.Workload;

/** Everything is denied, and what is allowed concerns pods and ports that are there. */
final class NetworkRules {

    private final Manifests manifests;
    private final List<String> faults = new ArrayList<>();

    private NetworkRules(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> faults(Manifests manifests) {
        NetworkRules rules = new NetworkRules(manifests);
        rules.check();
        return rules.faults;
    }

    private void check() {
        List<NetworkPolicy> policies = manifests.all(NetworkPolicy.class);
        if (policies.stream()
                .noneMatch(policy -> selectsAll(policy)
                        && policy.getSpec().getPolicyTypes().containsAll(Set.of("Ingress", "Egress"))
                        && policy.getSpec().getIngress().isEmpty()
                        && policy.getSpec().getEgress().isEmpty())) {
            faults.add("No NetworkPolicy denies what is not allowed");
        }
        for (NetworkPolicy policy : policies) {
            Map<String, String> labels = policy.getSpec().getPodSelector().getMatchLabels();
            List<Workload> selected = manifests.selected(policy.getSpec().getPodSelector());
            need(!selected.isEmpty() || operatorMakes(labels), policy, "selects no pod");
            policy.getSpec().getIngress().stream()
                    .flatMap(rule -> rule.getPorts().stream())
                    .map(NetworkPolicyPort::getPort)
                    .filter(port -> selected.stream()
                            .noneMatch(workload -> workload.port(port).isPresent()))
                    .filter(port -> !operatorMakes(labels))
                    .forEach(
                            port -> faults.add(name(policy) + " lets in to " + port.getValue() + ", which is no port"));
            Stream.concat(
                            policy.getSpec().getIngress().stream().flatMap(rule -> rule.getFrom().stream()),
                            policy.getSpec().getEgress().stream().flatMap(rule -> rule.getTo().stream()))
                    .filter(peer -> peer.getNamespaceSelector() == null && peer.getPodSelector() != null)
                    .map(peer -> peer.getPodSelector())
                    .filter(peer -> manifests.selected(peer).isEmpty() && !operatorMakes(peer.getMatchLabels()))
                    .forEach(peer -> faults.add(name(policy) + " names pods that are not: " + peer.getMatchLabels()));
        }
    }

    private static boolean selectsAll(NetworkPolicy policy) {
        return policy.getSpec().getPodSelector().getMatchLabels().isEmpty()
                && policy.getSpec().getPodSelector().getMatchExpressions().isEmpty();
    }

    /** CloudNativePG labels the pods of its instances and poolers so, and hands the cluster's own labels on. */
    private boolean operatorMakes(Map<String, String> labels) {
        return !labels.isEmpty()
                && manifests.ofKind("Cluster").stream().anyMatch(cluster -> labels.entrySet().stream()
                        .allMatch(label -> label.getKey().equals("cnpg.io/cluster")
                                ? label.getValue()
                                        .equals(cluster.at("/metadata/name").asText())
                                : inherited(cluster, label.getKey(), label.getValue())
                                        && manifests.ofKind("Pooler").stream().allMatch(pooler -> text(
                                                        pooler.at("/spec/template/metadata/labels"), label.getKey())
                                                .equals(label.getValue()))));
    }

    private static boolean inherited(JsonNode cluster, String label, String value) {
        return text(cluster.at("/spec/inheritedMetadata/labels"), label).equals(value);
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asText();
    }

    private void need(boolean holds, NetworkPolicy policy, String otherwise) {
        if (!holds) {
            faults.add(name(policy) + " " + otherwise);
        }
    }

    private static String name(NetworkPolicy policy) {
        return "NetworkPolicy " + policy.getMetadata().getName();
    }
}
