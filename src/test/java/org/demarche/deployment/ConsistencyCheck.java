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
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.demarche.deployment.Manifests.Workload;

/** Checks that selectors, routes, scalers, monitors and probes refer to existing pods, ports and services. */
final class ConsistencyCheck {

    /** The headers of requests that begin a stream: a WebSocket or an event stream. */
    private static final Set<String> STREAMS = Set.of("Upgrade: websocket", "Accept: text/event-stream");

    private final Manifests manifests;
    private final List<String> violations = new ArrayList<>();

    private ConsistencyCheck(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> violations(Manifests manifests) {
        ConsistencyCheck check = new ConsistencyCheck(manifests);
        check.checkServices();
        check.checkWorkloads();
        check.checkScaling();
        check.checkMonitors();
        check.checkRoutes();
        return check.violations;
    }

    private void checkServices() {
        for (Service service : manifests.all(Service.class)) {
            List<Workload> selected = manifests.selected(service.getSpec().getSelector());
            require(!selected.isEmpty(), service, "selects no pod");
            selected.forEach(workload -> service.getSpec()
                    .getPorts()
                    .forEach(port -> require(
                            workload.port(port.getTargetPort()).isPresent(),
                            service,
                            "port %s is not one of %s"
                                    .formatted(port.getTargetPort().getValue(), workload.name()))));
        }
    }

    private void checkWorkloads() {
        for (Workload workload : manifests.workloads()) {
            selector(workload)
                    .ifPresent(selector -> require(
                            Manifests.matches(selector, workload.labels()),
                            workload.owner(),
                            "does not select its own pods"));
            workload.pod()
                    .getTopologySpreadConstraints()
                    .forEach(constraint -> require(
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
            require(
                    port.map(found -> found.getName().equals("management")).orElse(false),
                    workload.owner(),
                    "probes " + probe.getHttpGet().getPort().getValue() + ", not the management port");
        }
    }

    /** A rolling update loses no request, and an unavailable database restarts no pod. */
    private void checkDeployment(Deployment deployment) {
        var container =
                deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
        require(path(container.getStartupProbe()).equals("/q/health/started"), deployment, "has no startup probe");
        require(path(container.getLivenessProbe()).equals("/q/health/live"), deployment, "has no liveness probe");
        require(path(container.getReadinessProbe()).equals("/q/health/ready"), deployment, "has no readiness probe");
        var rolling = deployment.getSpec().getStrategy().getRollingUpdate();
        require(
                rolling != null && Objects.equals(rolling.getMaxUnavailable(), new IntOrString(0)),
                deployment,
                "may lose replicas in a rolling update");
        require(
                deployment.getSpec().getTemplate().getSpec().getTerminationGracePeriodSeconds()
                        > ServiceSettings.read()
                                .shutdown(manifests.settings(container))
                                .toSeconds(),
                deployment,
                "is killed before its graceful shutdown has ended");
    }

    private static String path(Probe probe) {
        return probe == null || probe.getHttpGet() == null
                ? ""
                : probe.getHttpGet().getPath();
    }

    private void checkScaling() {
        for (HorizontalPodAutoscaler scaler : manifests.all(HorizontalPodAutoscaler.class)) {
            var target = scaler.getSpec().getScaleTargetRef();
            require(manifests.has(target.getKind(), target.getName()), scaler, "scales nothing");
            manifests.all(Deployment.class).stream()
                    .filter(deployment -> deployment.getMetadata().getName().equals(target.getName()))
                    .forEach(deployment -> require(
                            deployment.getSpec().getReplicas() == null, scaler, "and its target both set replicas"));
            require(
                    scaler.getSpec().getMinReplicas() <= scaler.getSpec().getMaxReplicas(),
                    scaler,
                    "has more minReplicas than maxReplicas");
        }
        for (PodDisruptionBudget budget : manifests.all(PodDisruptionBudget.class)) {
            require(!manifests.selected(budget.getSpec().getSelector()).isEmpty(), budget, "selects no pod");
        }
    }

    private void checkMonitors() {
        for (ServiceMonitor monitor : manifests.all(ServiceMonitor.class)) {
            List<Service> services = manifests.all(Service.class).stream()
                    .filter(service -> Manifests.matches(monitor.getSpec().getSelector(), labels(service)))
                    .toList();
            require(!services.isEmpty(), monitor, "selects no service");
            Set<String> ports = services.stream()
                    .flatMap(service -> service.getSpec().getPorts().stream())
                    .map(ServicePort::getName)
                    .collect(Collectors.toSet());
            monitor.getSpec().getEndpoints().forEach(endpoint -> {
                require(
                        ports.contains(endpoint.getPort()),
                        monitor,
                        "scrapes a port that does not exist: " + endpoint.getPort());
                require("/q/metrics".equals(endpoint.getPath()), monitor, "scrapes " + endpoint.getPath());
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
                    .forEach(parent -> require(
                            manifests.all(Gateway.class).stream()
                                    .filter(gateway ->
                                            gateway.getMetadata().getName().equals(parent.getName()))
                                    .flatMap(gateway -> gateway.getSpec().getListeners().stream())
                                    .anyMatch(listener -> listener.getName().equals(parent.getSectionName())),
                            route,
                            "refers to no listener"));
            route.getSpec().getRules().stream()
                    .filter(rule -> !rule.getBackendRefs().isEmpty())
                    .forEach(rule -> require(
                            rule.getTimeouts() != null
                                    && (isForStreams(rule)
                                            ? "0s".equals(rule.getTimeouts().getRequest())
                                            : ServiceSettings.isLongerThanAnyAnswer(
                                                    rule.getTimeouts().getRequest())),
                            route,
                            isForStreams(rule)
                                    ? "gives up before the end of a stream"
                                    : "gives up before the service or never"));
            require(
                    route.getSpec().getRules().stream()
                                    .allMatch(rule -> rule.getBackendRefs().isEmpty())
                            || STREAMS.stream().allMatch(stream -> route.getSpec().getRules().stream()
                                    .filter(ConsistencyCheck::isForStreams)
                                    .flatMap(rule -> rule.getMatches().stream())
                                    .anyMatch(match -> stream.equals(header(match)))),
                    route,
                    "has no rule for each kind of stream");
            route.getSpec().getRules().stream()
                    .flatMap(rule -> rule.getBackendRefs().stream())
                    .forEach(backend -> require(
                            manifests.all(Service.class).stream()
                                    .filter(service ->
                                            service.getMetadata().getName().equals(backend.getName()))
                                    .flatMap(service -> service.getSpec().getPorts().stream())
                                    .anyMatch(port -> port.getPort().equals(backend.getPort())
                                            && port.getName().equals("http")),
                            route,
                            "routes to no http port of a service: " + backend.getPort()));
        }
    }

    /** Whether each match of a rule is for requests that begin a stream. */
    private static boolean isForStreams(HTTPRouteRule rule) {
        return rule.getMatches().stream().allMatch(match -> STREAMS.contains(header(match)));
    }

    /** What the first header must be; empty if the match is for no header. */
    private static String header(HTTPRouteMatch match) {
        return match.getHeaders().stream()
                .findFirst()
                .map(header -> header.getName() + ": " + header.getValue())
                .orElse("");
    }

    private void require(boolean holds, Object object, String violation) {
        if (!holds) {
            violations.add(name(object) + " " + violation);
        }
    }

    private static String name(Object object) {
        return object instanceof io.fabric8.kubernetes.api.model.HasMetadata named
                ? named.getKind() + " " + named.getMetadata().getName()
                : object.toString();
    }
}
