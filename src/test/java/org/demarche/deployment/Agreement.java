package org.demarche.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.demarche.deployment.Manifests.Workload;

/** Who selects, routes to, scales or probes by name or number has to mean something that is there. */
final class Agreement {

    private final Manifests manifests;
    private final List<String> faults = new ArrayList<>();

    private Agreement(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> faults(Manifests manifests) {
        Agreement agreement = new Agreement(manifests);
        agreement.checkServices();
        agreement.checkWorkloads();
        agreement.checkScaling();
        agreement.checkMonitors();
        agreement.checkRoutes();
        return agreement.faults;
    }

    private void checkServices() {
        for (Service service : manifests.all(Service.class)) {
            List<Workload> selected = manifests.selected(service.getSpec().getSelector());
            need(!selected.isEmpty(), service, "selects no pod");
            selected.forEach(workload -> service.getSpec()
                    .getPorts()
                    .forEach(port -> need(
                            workload.port(port.getTargetPort()).isPresent(),
                            service,
                            "port %s is not one of %s"
                                    .formatted(port.getTargetPort().getValue(), workload.name()))));
        }
    }

    private void checkWorkloads() {
        for (Workload workload : manifests.workloads()) {
            selector(workload)
                    .ifPresent(selector -> need(
                            Manifests.matches(selector, workload.labels()),
                            workload.owner(),
                            "does not select its own pods"));
            workload.pod()
                    .getTopologySpreadConstraints()
                    .forEach(constraint -> need(
                            Manifests.matches(constraint.getLabelSelector(), workload.labels()),
                            workload.owner(),
                            "spreads other pods than its own"));
            for (Container container : workload.pod().getContainers()) {
                Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                        .filter(Objects::nonNull)
                        .forEach(probe -> check(workload, probe));
            }
        }
        manifests.all(Deployment.class).forEach(this::checkDeployment);
    }

    private static Optional<LabelSelector> selector(Workload workload) {
        if (workload.owner() instanceof Deployment deployment) {
            return Optional.of(deployment.getSpec().getSelector());
        }
        return workload.owner() instanceof StatefulSet set
                ? Optional.of(set.getSpec().getSelector())
                : Optional.empty();
    }

    private void check(Workload workload, Probe probe) {
        if (probe.getHttpGet() != null) {
            Optional<ContainerPort> port = workload.port(probe.getHttpGet().getPort());
            need(
                    port.map(found -> found.getName().equals("management")).orElse(false),
                    workload.owner(),
                    "probes " + probe.getHttpGet().getPort().getValue() + ", not the management port");
        }
    }

    /** A rolling update loses no request, and the database's absence restarts nothing. */
    private void checkDeployment(Deployment deployment) {
        var container =
                deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
        need(path(container.getStartupProbe()).equals("/q/health/started"), deployment, "has no startup probe");
        need(path(container.getLivenessProbe()).equals("/q/health/live"), deployment, "has no liveness probe");
        need(path(container.getReadinessProbe()).equals("/q/health/ready"), deployment, "has no readiness probe");
        var rolling = deployment.getSpec().getStrategy().getRollingUpdate();
        need(
                rolling != null && Objects.equals(rolling.getMaxUnavailable(), new IntOrString(0)),
                deployment,
                "may go below its number in a rolling update");
        need(
                deployment.getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds()
                        > ServiceSettings.read()
                                .shutdown(manifests.settings(container))
                                .toSeconds(),
                deployment,
                "is killed before it has ended what is under way");
    }

    private static String path(Probe probe) {
        return probe == null || probe.getHttpGet() == null
                ? ""
                : probe.getHttpGet().getPath();
    }

    private void checkScaling() {
        for (HorizontalPodAutoscaler scaler : manifests.all(HorizontalPodAutoscaler.class)) {
            var target = scaler.getSpec().getScaleTargetRef();
            need(manifests.has(target.getKind(), target.getName()), scaler, "scales nothing");
            manifests.all(Deployment.class).stream()
                    .filter(deployment -> deployment.getMetadata().getName().equals(target.getName()))
                    .forEach(deployment -> need(
                            deployment.getSpec().getReplicas() == null, scaler, "and its target both set replicas"));
            need(scaler.getSpec().getMinReplicas() <= scaler.getSpec().getMaxReplicas(), scaler, "has min over max");
        }
        for (PodDisruptionBudget budget : manifests.all(PodDisruptionBudget.class)) {
            need(!manifests.selected(budget.getSpec().getSelector()).isEmpty(), budget, "selects no pod");
        }
    }

    private void checkMonitors() {
        for (ServiceMonitor monitor : manifests.all(ServiceMonitor.class)) {
            List<Service> services = manifests.all(Service.class).stream()
                    .filter(service -> Manifests.matches(monitor.getSpec().getSelector(), labels(service)))
                    .toList();
            need(!services.isEmpty(), monitor, "selects no service");
            Set<String> ports = services.stream()
                    .flatMap(service -> service.getSpec().getPorts().stream())
                    .map(ServicePort::getName)
                    .collect(Collectors.toSet());
            monitor.getSpec().getEndpoints().forEach(endpoint -> {
                need(ports.contains(endpoint.getPort()), monitor, "scrapes a port that is not: " + endpoint.getPort());
                need("/q/metrics".equals(endpoint.getPath()), monitor, "scrapes " + endpoint.getPath());
            });
        }
    }

    private static Map<String, String> labels(Service service) {
        Map<String, String> labels = service.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    private void checkRoutes() {
        for (HTTPRoute route : manifests.all(HTTPRoute.class)) {
            route.getSpec()
                    .getParentRefs()
                    .forEach(parent -> need(
                            manifests.all(Gateway.class).stream()
                                    .filter(gateway ->
                                            gateway.getMetadata().getName().equals(parent.getName()))
                                    .flatMap(gateway -> gateway.getSpec().getListeners().stream())
                                    .anyMatch(listener -> listener.getName().equals(parent.getSectionName())),
                            route,
                            "hangs on no listener"));
            route.getSpec().getRules().stream()
                    .flatMap(rule -> rule.getBackendRefs().stream())
                    .forEach(backend -> need(
                            manifests.all(Service.class).stream()
                                    .filter(service ->
                                            service.getMetadata().getName().equals(backend.getName()))
                                    .flatMap(service -> service.getSpec().getPorts().stream())
                                    .anyMatch(port -> port.getPort().equals(backend.getPort())
                                            && port.getName().equals("http")),
                            route,
                            "leads to no port of a service that is for requests: " + backend.getPort()));
        }
    }

    private void need(boolean holds, Object object, String otherwise) {
        if (!holds) {
            faults.add(name(object) + " " + otherwise);
        }
    }

    private static String name(Object object) {
        return object instanceof io.fabric8.kubernetes.api.model.HasMetadata named
                ? named.getKind() + " " + named.getMetadata().getName()
                : object.toString();
    }
}
