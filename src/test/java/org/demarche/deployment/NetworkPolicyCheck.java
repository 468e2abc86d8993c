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

/** Checks that all traffic is denied by default and that exceptions refer to existing pods and ports. */
final class NetworkPolicyCheck {

    private final Manifests manifests;
    private final List<String> violations = new ArrayList<>();

    private NetworkPolicyCheck(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> violations(Manifests manifests) {
        NetworkPolicyCheck check = new NetworkPolicyCheck(manifests);
        check.check();
        return check.violations;
    }

    private void check() {
        List<NetworkPolicy> policies = manifests.all(NetworkPolicy.class);
        if (policies.stream()
                .noneMatch(policy -> selectsAll(policy)
                        && policy.getSpec().getPolicyTypes().containsAll(Set.of("Ingress", "Egress"))
                        && policy.getSpec().getIngress().isEmpty()
                        && policy.getSpec().getEgress().isEmpty())) {
            violations.add("No NetworkPolicy denies all other traffic");
        }
        for (NetworkPolicy policy : policies) {
            Map<String, String> labels = policy.getSpec().getPodSelector().getMatchLabels();
            List<Workload> selected = manifests.selected(policy.getSpec().getPodSelector());
            require(!selected.isEmpty() || isSetByOperator(labels), policy, "selects no pod");
            policy.getSpec().getIngress().stream()
                    .flatMap(rule -> rule.getPorts().stream())
                    .map(NetworkPolicyPort::getPort)
                    .filter(port -> selected.stream()
                            .noneMatch(workload -> workload.port(port).isPresent()))
                    .filter(port -> !isSetByOperator(labels))
                    .forEach(port ->
                            violations.add(name(policy) + " allows port " + port.getValue() + ", which no pod has"));
            Stream.concat(
                            policy.getSpec().getIngress().stream().flatMap(rule -> rule.getFrom().stream()),
                            policy.getSpec().getEgress().stream().flatMap(rule -> rule.getTo().stream()))
                    .filter(peer -> peer.getNamespaceSelector() == null && peer.getPodSelector() != null)
                    .map(peer -> peer.getPodSelector())
                    .filter(peer -> manifests.selected(peer).isEmpty() && !isSetByOperator(peer.getMatchLabels()))
                    .forEach(peer ->
                            violations.add(name(policy) + " selects pods that do not exist: " + peer.getMatchLabels()));
        }
    }

    private static boolean selectsAll(NetworkPolicy policy) {
        return policy.getSpec().getPodSelector().getMatchLabels().isEmpty()
                && policy.getSpec().getPodSelector().getMatchExpressions().isEmpty();
    }

    /** CloudNativePG sets these labels on the pods of instances and poolers, or passes them on from the cluster. */
    private boolean isSetByOperator(Map<String, String> labels) {
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

    private void require(boolean holds, NetworkPolicy policy, String violation) {
        if (!holds) {
            violations.add(name(policy) + " " + violation);
        }
    }

    private static String name(NetworkPolicy policy) {
        return "NetworkPolicy " + policy.getMetadata().getName();
    }
}
