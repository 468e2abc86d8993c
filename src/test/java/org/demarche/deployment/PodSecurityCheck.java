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
 * Checks the Pod Security Standard <a
 * href="https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted">restricted</a> and this project's
 * own rules: a read-only root file system, no service account token, resource requests and a memory limit.
 */
final class PodSecurityCheck {

    private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");
    private static final Set<String> SAFE_SYSCTLS = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range");

    private final List<String> violations = new ArrayList<>();

    private PodSecurityCheck() {}

    static List<String> violations(Manifests manifests) {
        PodSecurityCheck check = new PodSecurityCheck();
        manifests.workloads().forEach(check::check);
        return check.violations;
    }

    private void check(Workload workload) {
        String name = workload.name();
        var pod = workload.pod();
        forbid(Boolean.TRUE.equals(pod.getHostNetwork()), name, "hostNetwork");
        forbid(Boolean.TRUE.equals(pod.getHostPID()), name, "hostPID");
        forbid(Boolean.TRUE.equals(pod.getHostIPC()), name, "hostIPC");
        forbid(!Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()), name, "automountServiceAccountToken");
        PodSecurityContext context =
                pod.getSecurityContext() == null ? new PodSecurityContext() : pod.getSecurityContext();
        forbid(isRoot(context.getRunAsUser()), name, "runAsUser 0");
        forbid(context.getSeLinuxOptions() != null, name, "seLinuxOptions");
        forbid(context.getWindowsOptions() != null, name, "windowsOptions");
        forbid(
                context.getSysctls().stream().anyMatch(sysctl -> !SAFE_SYSCTLS.contains(sysctl.getName())),
                name,
                "sysctls");
        pod.getVolumes()
                .forEach(volume -> forbid(!allowed(volume), name, "the type of the volume " + volume.getName()));
        forbid(!pod.getEphemeralContainers().isEmpty(), name, "ephemeralContainers");
        Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream())
                .forEach(container -> check(name + " " + container.getName(), container, context));
    }

    private void check(String name, Container container, PodSecurityContext pod) {
        SecurityContext own =
                container.getSecurityContext() == null ? new SecurityContext() : container.getSecurityContext();
        forbid(Boolean.TRUE.equals(own.getPrivileged()), name, "privileged");
        forbid(!Boolean.FALSE.equals(own.getAllowPrivilegeEscalation()), name, "allowPrivilegeEscalation");
        forbid(!Boolean.TRUE.equals(own.getReadOnlyRootFilesystem()), name, "readOnlyRootFilesystem");
        Boolean nonRoot = own.getRunAsNonRoot() == null ? pod.getRunAsNonRoot() : own.getRunAsNonRoot();
        forbid(!Boolean.TRUE.equals(nonRoot), name, "runAsNonRoot");
        forbid(isRoot(own.getRunAsUser()), name, "runAsUser 0");
        SeccompProfile profile = own.getSeccompProfile() == null ? pod.getSeccompProfile() : own.getSeccompProfile();
        forbid(profile == null || !PROFILES.contains(profile.getType()), name, "seccompProfile");
        Capabilities capabilities = own.getCapabilities() == null ? new Capabilities() : own.getCapabilities();
        forbid(!capabilities.getDrop().contains("ALL"), name, "capabilities are not dropped");
        forbid(!Set.of("NET_BIND_SERVICE").containsAll(capabilities.getAdd()), name, "capabilities are added");
        forbid(own.getProcMount() != null && !own.getProcMount().equals("Default"), name, "procMount");
        forbid(own.getSeLinuxOptions() != null, name, "seLinuxOptions");
        forbid(own.getWindowsOptions() != null, name, "windowsOptions");
        forbid(container.getPorts().stream().anyMatch(port -> port.getHostPort() != null), name, "hostPort");
        var resources = container.getResources();
        forbid(
                resources == null
                        || !resources.getRequests().keySet().containsAll(Set.of("cpu", "memory"))
                        || !resources.getLimits().containsKey("memory"),
                name,
                "resources");
    }

    private static boolean isRoot(Long user) {
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

    private void forbid(boolean violated, String owner, String violation) {
        if (violated) {
            violations.add(owner + ": " + violation);
        }
    }
}
