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

/** Who reaches the database where, as whom, and by whose image. */
final class DatabaseAccess {

    private static final Pattern HOST = Pattern.compile("//([^:/]+):5432/demarche");
    private static final Pattern SETTING = Pattern.compile("(QUARKUS|DEMARCHE)_[A-Z0-9_]+");

    private final Manifests manifests;
    private final String image;
    private final List<String> faults = new ArrayList<>();

    private DatabaseAccess(Manifests manifests, String image) {
        this.manifests = manifests;
        this.image = image;
    }

    static List<String> faults(Manifests manifests, Project project) {
        DatabaseAccess access = new DatabaseAccess(manifests, project.image());
        List<Workload> programs = manifests.workloads().stream()
                .filter(workload -> "demarche".equals(workload.labels().get("app.kubernetes.io/name")))
                .toList();
        access.need(programs.size() == 3, "The service, the migration and the import", "are not all there");
        programs.forEach(access::check);
        manifests.ofKind("Cluster").forEach(access::check);
        access.checkImages(project);
        return access.faults;
    }

    private void check(Workload workload) {
        Container container = workload.pod().getContainers().get(0);
        Map<String, String> settings = manifests.settings(container);
        settings.keySet().forEach(name -> need(SETTING.matcher(name).matches(), workload.name(), "sets " + name));
        need(
                "false".equals(settings.get("QUARKUS_FLYWAY_MIGRATE_AT_START")),
                workload.name(),
                "migrates, which is the migration's");
        need(image.equals(container.getImage()), workload.name(), "runs " + container.getImage() + ", not " + image);
        boolean service = workload.owner().getKind().equals("Deployment");
        boolean migration = List.of("migrate").equals(container.getArgs());
        Set<String> secrets = container.getEnv().stream()
                .map(variable -> variable.getValueFrom().getSecretKeyRef().getName())
                .collect(Collectors.toSet());
        need(
                secrets.equals(Set.of(migration ? "demarche-database-owner" : "demarche-database-service")),
                workload.name(),
                "logs in with " + secrets);
        List<String> hosts = hosts(settings);
        need(!hosts.isEmpty(), workload.name(), "knows no database");
        hosts.forEach(host -> need(isThere(host), workload.name(), "looks for a database at " + host));
        boolean pooled = hosts.stream().anyMatch(host -> manifests.has("Pooler", host));
        need(service || !pooled, workload.name(), "goes through a pooler");
        need(
                pooled == "true".equals(settings.get("DEMARCHE_DATABASE_POOLER")),
                workload.name(),
                "knows a pooler where there is none, or none where there is one");
    }

    private static List<String> hosts(Map<String, String> settings) {
        return settings.entrySet().stream()
                .filter(setting -> setting.getKey().endsWith("_URL"))
                .map(setting -> HOST.matcher(setting.getValue()))
                .map(host -> host.find() ? host.group(1) : host.toString())
                .toList();
    }

    /** CloudNativePG makes a service for the primary and one for the standbys, and one for each pooler. */
    private boolean isThere(String host) {
        Matcher ofCluster = Pattern.compile("(.+)-(rw|ro)").matcher(host);
        return manifests.has("Service", host)
                || manifests.has("Pooler", host)
                || ofCluster.matches() && manifests.has("Cluster", ofCluster.group(1));
    }

    /** No superuser, a copy of what is acknowledged, and a certificate that is good for every name it is reached by. */
    private void check(JsonNode cluster) {
        String name = KubernetesApi.name(cluster);
        need(!cluster.at("/spec/enableSuperuserAccess").asBoolean(true), name, "lets a superuser in");
        cluster.at("/spec/managed/roles")
                .forEach(role -> need(
                        !role.path("superuser").asBoolean()
                                && !role.path("createrole").asBoolean()
                                && !role.path("bypassrls").asBoolean(),
                        name,
                        "gives too much to " + role.path("name")));
        need(cluster.at("/spec/instances").asInt() >= 3, name, "does not outlive a node");
        need(
                cluster.at("/spec/postgresql/synchronous/number").asInt() >= 1
                        && cluster.at("/spec/postgresql/synchronous/dataDurability")
                                .asText()
                                .equals("required"),
                name,
                "acknowledges what only one instance has");
        Set<String> names = new HashSet<>();
        cluster.at("/spec/certificates/serverAltDNSNames").forEach(alternative -> names.add(alternative.asText()));
        manifests.ofKind("Pooler").forEach(pooler -> {
            String host = pooler.at("/metadata/name").asText();
            need(names.contains(host), name, "has no certificate for " + host);
            need(pooler.at("/spec/pgbouncer/poolMode").asText().equals("transaction"), host, "pools whole sessions");
        });
        need(!manifests.ofKind("ScheduledBackup").isEmpty(), name, "is not backed up");
    }

    /** An image without a tag is another one every day. */
    private void checkImages(Project project) {
        manifests.workloads().stream()
                .flatMap(workload -> workload.pod().getContainers().stream())
                .map(Container::getImage)
                .forEach(used -> need(
                        used.matches(".+:[\\w.-]+")
                                && (!used.startsWith(project.imageName()) || used.equals(project.image())),
                        used,
                        "is not one image for all time"));
    }

    private void need(boolean holds, String who, String otherwise) {
        if (!holds) {
            faults.add(who + " " + otherwise);
        }
    }
}
