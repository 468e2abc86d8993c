package org.demarche.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import org.demarche.deployment.Manifests.Workload;

/**
 * The Pod Security Standard <a
 * href="https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted">restricted</a>, and what this
 * project demands besides: a root that cannot be written, no token of the cluster's API, requests and a limit.
 */
final class RestrictedStandard {

    private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");
    private static final Set<String> SAFE_SYSCTLS = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range");

    private final List<String> faults = new ArrayList<>();

    private RestrictedStandard() {}

    static List<String> faults(Manifests manifests) {
        RestrictedStandard standard = new RestrictedStandard();
        manifests.workloads().forEach(standard::check);
        return standard.faults;
    }

    private void check(Workload workload) {
        String name = workload.name();
        var pod = workload.pod();
        refuse(Boolean.TRUE.equals(pod.getHostNetwork()), name, "hostNetwork");
        refuse(Boolean.TRUE.equals(pod.getHostPID()), name, "hostPID");
        refuse(Boolean.TRUE.equals(pod.getHostIPC()), name, "hostIPC");
        refuse(!Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()), name, "automountServiceAccountToken");
        PodSecurityContext context =
                pod.getSecurityContext() == null ? new PodSecurityContext() : pod.getSecurityContext();
        refuse(root(context.getRunAsUser()), name, "runAsUser 0");
        refuse(context.getSeLinuxOptions() != null, name, "seLinuxOptions");
        refuse(context.getWindowsOptions() != null, name, "windowsOptions");
        refuse(
                context.getSysctls().stream().anyMatch(sysctl -> !SAFE_SYSCTLS.contains(sysctl.getName())),
                name,
                "sysctls");
        pod.getVolumes()
                .forEach(volume -> refuse(!allowed(volume), name, "the type of the volume " + volume.getName()));
        refuse(!pod.getEphemeralContainers().isEmpty(), name, "ephemeralContainers");
        Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream())
                .forEach(container -> check(name + " " + container.getName(), container, context));
    }

    private void check(String name, Container container, PodSecurityContext pod) {
        SecurityContext own =
                container.getSecurityContext() == null ? new SecurityContext() : container.getSecurityContext();
        refuse(Boolean.TRUE.equals(own.getPrivileged()), name, "privileged");
        refuse(!Boolean.FALSE.equals(own.getAllowPrivilegeEscalation()), name, "allowPrivilegeEscalation");
        refuse(!Boolean.TRUE.equals(own.getReadOnlyRootFilesystem()), name, "readOnlyRootFilesystem");
        Boolean nonRoot = own.getRunAsNonRoot() == null ? pod.getRunAsNonRoot() : own.getRunAsNonRoot();
        refuse(!Boolean.TRUE.equals(nonRoot), name, "runAsNonRoot");
        refuse(root(own.getRunAsUser()), name, "runAsUser 0");
        SeccompProfile profile = own.getSeccompProfile() == null ? pod.getSeccompProfile() : own.getSeccompProfile();
        refuse(profile == null || !PROFILES.contains(profile.getType()), name, "seccompProfile");
        Capabilities capabilities = own.getCapabilities() == null ? new Capabilities() : own.getCapabilities();
        refuse(!capabilities.getDrop().contains("ALL"), name, "capabilities are not dropped");
        refuse(!Set.of("NET_BIND_SERVICE").containsAll(capabilities.getAdd()), name, "capabilities are added");
        refuse(own.getProcMount() != null && !own.getProcMount().equals("Default"), name, "procMount");
        refuse(own.getSeLinuxOptions() != null, name, "seLinuxOptions");
        refuse(own.getWindowsOptions() != null, name, "windowsOptions");
        refuse(container.getPorts().stream().anyMatch(port -> port.getHostPort() != null), name, "hostPort");
        var resources = container.getResources();
        refuse(
                resources == null
                        || !resources.getRequests().keySet().containsAll(Set.of("cpu", "memory"))
                        || !resources.getLimits().containsKey("memory"),
                name,
                "resources");
    }

    private static boolean root(Long user) {
        return user != null && user == 0;
    }

    private static boolean allowed(Volume volume) {
        return Stream.of(
                        volume.getConfigMap(),
                        volume.getCsi(),
                        volume.getDownwardAPI(),
                        volume.getEmptyDir(),
                        volume.getEphemeral(),
                        volume.getPersistentVolumeClaim(),
                        volume.getProjected(),
                        volume.getSecret())
                .anyMatch(source -> source != null);
    }

    private void refuse(boolean refused, String where, String what) {
        if (refused) {
            faults.add(where + ": " + what);
        }
    }
}
