package org.demarche.deployment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import org.demarche.deployment.Manifests.Workload;

/** Checks which workload connects to which database, with which role and image. */
final class DatabaseAccessCheck {

    private static final Pattern HOST = Pattern.compile("//([^:/]+):5432/demarche");
    private static final Pattern SETTING = Pattern.compile("(QUARKUS|DEMARCHE)_[A-Z0-9_]+");

    private final Manifests manifests;
    private final String image;
    private final List<String> violations = new ArrayList<>();

    private DatabaseAccessCheck(Manifests manifests, String image) {
        this.manifests = manifests;
        this.image = image;
    }

    static List<String> violations(Manifests manifests, Project project) {
        DatabaseAccessCheck access = new DatabaseAccessCheck(manifests, project.image());
        List<Workload> programs = manifests.workloads().stream()
                .filter(workload -> "demarche".equals(workload.labels().get("app.kubernetes.io/name")))
                .toList();
        access.require(programs.size() == 3, "The service, the migration and the import", "do not all exist");
        programs.forEach(access::check);
        manifests.ofKind("Cluster").forEach(access::check);
        access.checkImages(project);
        return access.violations;
    }

    private void check(Workload workload) {
        Container container = workload.pod().getContainers().get(0);
        Map<String, String> settings = manifests.settings(container);
        settings.keySet().forEach(name -> require(SETTING.matcher(name).matches(), workload.name(), "sets " + name));
        require(
                "false".equals(settings.get("QUARKUS_FLYWAY_MIGRATE_AT_START")),
                workload.name(),
                "migrates, which only the migration may");
        require(image.equals(container.getImage()), workload.name(), "runs " + container.getImage() + ", not " + image);
        boolean service = workload.owner().getKind().equals("Deployment");
        boolean migration = List.of("migrate").equals(container.getArgs());
        Set<String> secrets = container.getEnv().stream()
                .map(variable -> variable.getValueFrom().getSecretKeyRef().getName())
                .collect(Collectors.toSet());
        require(
                secrets.equals(Set.of(migration ? "demarche-database-owner" : "demarche-database-service")),
                workload.name(),
                "logs in with " + secrets);
        List<String> hosts = hosts(settings);
        require(!hosts.isEmpty(), workload.name(), "has no database");
        hosts.forEach(host -> require(exists(host), workload.name(), "expects a database at " + host));
        boolean pooled = hosts.stream().anyMatch(host -> manifests.has("Pooler", host));
        require(service || !pooled, workload.name(), "connects through a pooler");
        require(
                pooled == "true".equals(settings.get("DEMARCHE_DATABASE_POOLER")),
                workload.name(),
                "has a wrong setting for the pooler");
    }

    private static List<String> hosts(Map<String, String> settings) {
        return settings.entrySet().stream()
                .filter(setting -> setting.getKey().endsWith("_URL"))
                .map(setting -> HOST.matcher(setting.getValue()))
                .map(host -> host.find() ? host.group(1) : host.toString())
                .toList();
    }

    /** CloudNativePG creates a service for the primary, one for the standbys and one for each pooler. */
    private boolean exists(String host) {
        Matcher ofCluster = Pattern.compile("(.+)-(rw|ro)").matcher(host);
        return manifests.has("Service", host)
                || manifests.has("Pooler", host)
                || ofCluster.matches() && manifests.has("Cluster", ofCluster.group(1));
    }

    /** No superuser access, synchronous replication, and a certificate for every host name. */
    private void check(JsonNode cluster) {
        String name = KubernetesSchema.name(cluster);
        require(!cluster.at("/spec/enableSuperuserAccess").asBoolean(true), name, "allows superuser access");
        cluster.at("/spec/managed/roles")
                .forEach(role -> require(
                        !role.path("superuser").asBoolean()
                                && !role.path("createrole").asBoolean()
                                && !role.path("bypassrls").asBoolean(),
                        name,
                        "grants too much to " + role.path("name")));
        require(cluster.at("/spec/instances").asInt() >= 3, name, "does not survive the loss of a node");
        require(
                cluster.at("/spec/postgresql/synchronous/number").asInt() >= 1
                        && cluster.at("/spec/postgresql/synchronous/dataDurability")
                                .asText()
                                .equals("required"),
                name,
                "acknowledges transactions that only one instance has");
        Set<String> names = new HashSet<>();
        cluster.at("/spec/certificates/serverAltDNSNames").forEach(alternative -> names.add(alternative.asText()));
        manifests.ofKind("Pooler").forEach(pooler -> {
            String host = pooler.at("/metadata/name").asText();
            require(names.contains(host), name, "has no certificate for " + host);
            require(
                    pooler.at("/spec/pgbouncer/poolMode").asText().equals("transaction"),
                    host,
                    "pools sessions, not transactions");
        });
        require(!manifests.ofKind("ScheduledBackup").isEmpty(), name, "is not backed up");
    }

    /** The image behind no tag or a moving tag changes over time. */
    private void checkImages(Project project) {
        manifests.workloads().stream()
                .flatMap(workload -> workload.pod().getContainers().stream())
                .map(Container::getImage)
                .forEach(used -> require(
                        used.matches(".+:[\\w.-]+")
                                && (!used.startsWith(project.imageName()) || used.equals(project.image())),
                        used,
                        "is not a fixed version of an image"));
    }

    private void require(boolean holds, String who, String violation) {
        if (!holds) {
            violations.add(who + " " + violation);
        }
    }
}
