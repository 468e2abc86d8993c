package org.demarche.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks the rendered overlays: each object as the API server would, and all objects against each other. */
class OverlaysTest {

    private static final Path OVERLAYS = Path.of("k8s", "overlays");
    private static final Project PROJECT = Project.read();

    static List<Path> overlays() throws IOException {
        try (Stream<Path> folders = Files.list(OVERLAYS)) {
            return folders.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyOverlayIsValid(Path overlay) {
        assertThat(violations(Manifests.rendered(overlay))).isEmpty();
    }

    @Test
    void theBaseIsValidAndRestricted() {
        Manifests base = Manifests.rendered(Path.of("k8s", "base"));
        assertThat(base.objects()).flatMap(KubernetesSchema::violations).isEmpty();
        assertThat(PodSecurityCheck.violations(base)).isEmpty();
        assertThat(base.objects())
                .extracting(object -> object.path("kind").asText())
                .contains(
                        "Deployment",
                        "Service",
                        "ServiceAccount",
                        "ConfigMap",
                        "HorizontalPodAutoscaler",
                        "PodDisruptionBudget",
                        "NetworkPolicy",
                        "ServiceMonitor",
                        "Job",
                        "CronJob");
    }

    @Test
    void productionSpreadsThreeServicesOverZonesBehindTls() {
        Manifests production = Manifests.rendered(OVERLAYS.resolve("production"));
        JsonNode scaler = production.ofKind("HorizontalPodAutoscaler").get(0);
        assertThat(scaler.at("/spec/minReplicas").asInt()).isEqualTo(3);
        assertThat(production.ofKind("Deployment").get(0).at("/spec/template/spec/topologySpreadConstraints"))
                .anySatisfy(constraint -> {
                    assertThat(constraint.path("topologyKey").asText()).isEqualTo("topology.kubernetes.io/zone");
                    assertThat(constraint.path("whenUnsatisfiable").asText()).isEqualTo("DoNotSchedule");
                });
        assertThat(production.ofKind("Gateway").get(0).at("/spec/listeners")).anySatisfy(listener -> {
            assertThat(listener.path("protocol").asText()).isEqualTo("HTTPS");
            assertThat(listener.at("/tls/certificateRefs")).isNotEmpty();
        });
    }

    /** Each line changes or removes one value of a rendered object, and names the violation that must be found. */
    @ParameterizedTest(name = "{0} {1} {2} = {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # Rejected by the API server.
            production | Deployment demarche | /spec/template/spec/containers/0/imagePullPolice | Always | Unrecognized field "imagePullPolice"
            production | Deployment demarche | /spec/template/spec/containers/0/ports/0/containerPort | "8080" | containers[0].ports[0].containerPort
            production | Deployment demarche | /spec/template/spec/containers/0/env/0/value | true | env[0].value
            production | Service demarche | /spec/ports/0/targetport | http | Unrecognized field "targetport"
            production | HorizontalPodAutoscaler demarche | /spec/metrics/0/resource/target/utilization | 70 | Unrecognized field
            production | NetworkPolicy deny-all | /spec/policyType | Ingress | Unrecognized field
            production | HTTPRoute demarche | /spec/rules/0/backendRef | demarche | Unrecognized field
            production | ServiceMonitor demarche | /spec/endpoint | management | Unrecognized field
            production | Cluster demarche-database | /spec/postgresql/synchronous/methode | any | .methode: unknown field
            production | Cluster demarche-database | /spec/postgresql/parameters/max_connections | 200 | 200 is not text
            production | Cluster demarche-database | /spec/postgresql/synchronous/method | most | "most" is not any|first
            production | Cluster demarche-database | /spec/instances | - | .instances: missing
            production | Pooler demarche-database-pooler-rw | /spec/pgbouncer/parameters/pool_mode | transaction | .pool_mode: unknown field
            production | ScheduledBackup demarche-database | /spec/method | tape | "tape" is not
            production | ObjectStore demarche-backups | /spec/configuration/destinationPath | - | .destinationPath: missing
            production | Deployment demarche | /kind | Deploiment | no schema for the kind
            # Forbidden by the Pod Security Standard.
            production | Deployment demarche | /spec/template/spec/securityContext/runAsNonRoot | - | runAsNonRoot
            production | Deployment demarche | /spec/template/spec/securityContext/runAsUser | 0 | runAsUser 0
            production | Deployment demarche | /spec/template/spec/securityContext/seccompProfile | - | seccompProfile
            production | Deployment demarche | /spec/template/spec/hostNetwork | true | hostNetwork
            production | Deployment demarche | /spec/template/spec/hostPID | true | hostPID
            production | Deployment demarche | /spec/template/spec/hostIPC | true | hostIPC
            production | Deployment demarche | /spec/template/spec/automountServiceAccountToken | true | automountServiceAccountToken
            production | Deployment demarche | /spec/template/spec/containers/0/securityContext/privileged | true | privileged
            production | Deployment demarche | /spec/template/spec/containers/0/securityContext/allowPrivilegeEscalation | - | allowPrivilegeEscalation
            production | Deployment demarche | /spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem | false | readOnlyRootFilesystem
            production | Deployment demarche | /spec/template/spec/containers/0/securityContext/runAsNonRoot | false | runAsNonRoot
            production | Deployment demarche | /spec/template/spec/containers/0/securityContext/capabilities/drop | [NET_RAW] | capabilities are not dropped
            production | Deployment demarche | /spec/template/spec/containers/0/securityContext/capabilities/add | [SYS_ADMIN] | capabilities are added
            production | Deployment demarche | /spec/template/spec/containers/0/securityContext/procMount | Unmasked | procMount
            production | Deployment demarche | /spec/template/spec/containers/0/ports/0/hostPort | 8080 | hostPort
            production | Deployment demarche | /spec/template/spec/containers/0/resources/limits | - | resources
            production | Deployment demarche | /spec/template/spec/volumes/0 | {name: database-ca, hostPath: {path: /}} | the type of the volume
            production | Job demarche-migration | /spec/template/spec/containers/0/securityContext | - | Job demarche-migration migration: capabilities are not dropped
            production | CronJob demarche-import | /spec/jobTemplate/spec/template/spec/securityContext | - | CronJob demarche-import import: runAsNonRoot
            development | StatefulSet demarche-database | /spec/template/spec/securityContext/runAsNonRoot | false | StatefulSet demarche-database postgres: runAsNonRoot
            production | Namespace demarche | /metadata/labels/pod-security.kubernetes.io~1enforce | baseline | enforcement of the standard restricted
            # References to objects that do not exist.
            production | Deployment demarche | /spec/template/spec/containers/0/envFrom/0/configMapRef/name | demarche | no config map demarche
            production | Deployment demarche | /spec/template/spec/containers/0/env/0/valueFrom/secretKeyRef/name | database | no secret database
            production | Deployment demarche | /spec/template/spec/volumes/0/secret/secretName | other-ca | no secret other-ca
            production | Deployment demarche | /spec/template/spec/serviceAccountName | default | no service account default
            production | Deployment demarche | /spec/template/spec/containers/0/volumeMounts/1/name | temporary | mounted
            production | Deployment demarche | /metadata/namespace | default | no namespace default
            production | CronJob demarche-import | /spec/jobTemplate/spec/template/spec/volumes/2/persistentVolumeClaim/claimName | files | no claim files
            production | Cluster demarche-database | /spec/bootstrap/initdb/postInitApplicationSQLRefs/configMapRefs/0/key | roles.sql | no key
            production | Cluster demarche-database | /spec/plugins/0/parameters/barmanObjectName | backups | no object store backups
            production | Pooler demarche-database-pooler-ro | /spec/cluster/name | database | no cluster database
            production | Gateway demarche | /spec/listeners/0/tls/certificateRefs/0/name | tls | no secret tls
            # Inconsistent objects.
            production | Service demarche | /spec/selector/app.kubernetes.io~1component | server | Service demarche selects no pod
            production | Service demarche | /spec/ports/1/targetPort | metrics | port metrics is not one of Deployment demarche
            production | Deployment demarche | /spec/selector/matchLabels/app.kubernetes.io~1name | service | does not select its own pods
            production | Deployment demarche | /spec/template/spec/topologySpreadConstraints/0/labelSelector/matchLabels/app.kubernetes.io~1name | service | spreads other pods
            production | Deployment demarche | /spec/template/spec/containers/0/readinessProbe/httpGet/port | http | not the management port
            production | Deployment demarche | /spec/template/spec/containers/0/livenessProbe/httpGet/path | /q/health/ready | has no liveness probe
            production | Deployment demarche | /spec/template/spec/containers/0/startupProbe | - | has no startup probe
            production | Deployment demarche | /spec/strategy/rollingUpdate/maxUnavailable | 1 | may lose replicas in a rolling update
            production | Deployment demarche | /spec/template/spec/terminationGracePeriodSeconds | 0 | is killed before its graceful shutdown
            production | ConfigMap @demarche-service | /data/QUARKUS_SHUTDOWN_DELAY | 2m | is killed before its graceful shutdown
            production | ConfigMap @demarche-service | /data/QUARKUS_SHUTDOWN_TIMEOUT | PT1M | is killed before its graceful shutdown
            production | Deployment demarche | /spec/replicas | 3 | both set replicas
            production | HorizontalPodAutoscaler demarche | /spec/scaleTargetRef/name | service | scales nothing
            production | HorizontalPodAutoscaler demarche | /spec/minReplicas | 11 | has more minReplicas than maxReplicas
            production | PodDisruptionBudget demarche | /spec/selector/matchLabels/app.kubernetes.io~1component | server | PodDisruptionBudget demarche selects no pod
            production | NetworkPolicy demarche-service | /spec/podSelector/matchLabels/app.kubernetes.io~1component | server | NetworkPolicy demarche-service selects no pod
            production | NetworkPolicy demarche-service | /spec/ingress/1/ports/0/port | metrics | allows port metrics
            production | NetworkPolicy demarche-to-database | /spec/egress/0/to/0/podSelector/matchLabels/demarche.org~1part | postgres | selects pods that do not exist
            production | NetworkPolicy deny-all | /spec/policyTypes | [Ingress] | No NetworkPolicy denies
            production | Cluster demarche-database | /spec/inheritedMetadata | - | selects pods that do not exist
            production | Pooler demarche-database-pooler-ro | /spec/template/metadata/labels | {} | selects pods that do not exist
            production | ServiceMonitor demarche | /spec/selector/matchLabels/app.kubernetes.io~1name | service | selects no service
            production | ServiceMonitor demarche | /spec/endpoints/0/port | metrics | scrapes a port that does not exist
            production | HTTPRoute demarche | /spec/rules/1/backendRefs/0/port | 9000 | routes to no http port of a service
            production | HTTPRoute demarche | /spec/rules/1/timeouts | - | gives up before the service or never
            production | HTTPRoute demarche | /spec/rules/1/timeouts/request | 15s | gives up before the service or never
            production | HTTPRoute demarche | /spec/rules/1/timeouts/request | 0s | gives up before the service or never
            production | HTTPRoute demarche | /spec/rules/0/timeouts/request | 30s | gives up before the end of a stream
            production | HTTPRoute demarche | /spec/rules/0/matches/1/headers/0 | {name: Upgrade, value: websocket} | has no rule for each kind of stream
            production | HTTPRoute demarche | /spec/rules/0/matches/0/headers | - | gives up before the service or never
            production | HTTPRoute demarche | /spec/parentRefs/0/sectionName | tls | refers to no listener
            development | NetworkPolicy demarche-database | /spec/ingress/0/ports/0/port | 5433 | allows port 5433
            # Access to the database: host, role, image.
            production | Deployment demarche | /spec/template/spec/containers/0/image | ghcr.io/demarche/demarche:0.9.0 | runs ghcr.io/demarche/demarche:0.9.0
            production | Job demarche-migration | /spec/template/spec/containers/0/image | ghcr.io/demarche/demarche | runs ghcr.io/demarche/demarche, not
            development | StatefulSet demarche-database | /spec/template/spec/containers/0/image | postgres | is not a fixed version of an image
            production | Job demarche-migration | /spec/template/spec/containers/0/args | [import] | logs in with
            production | Job demarche-migration | /spec/template/spec/containers/0/envFrom/1/configMapRef/name | @demarche-service | connects through a pooler
            production | ConfigMap @demarche-service | /data/DEMARCHE_DATABASE_POOLER | - | has a wrong setting for the pooler
            production | ConfigMap @demarche-service | /data/QUARKUS_DATASOURCE_READ_REACTIVE_URL | postgresql://demarche-database-readers:5432/demarche | expects a database at demarche-database-readers
            production | ConfigMap @demarche-service | /data/quarkus.log.level | INFO | sets quarkus.log.level
            production | Cluster demarche-database | /spec/enableSuperuserAccess | true | allows superuser access
            production | Cluster demarche-database | /spec/managed/roles/0/superuser | true | grants too much
            production | Cluster demarche-database | /spec/instances | 1 | does not survive the loss of a node
            production | Cluster demarche-database | /spec/postgresql/synchronous/dataDurability | preferred | acknowledges transactions that only one instance has
            production | Cluster demarche-database | /spec/certificates/serverAltDNSNames | [demarche-database-pooler-rw] | has no certificate for demarche-database-pooler-ro
            production | Pooler demarche-database-pooler-rw | /spec/pgbouncer/poolMode | session | pools sessions
            # Who may write.
            production | ConfigMap @demarche-service | /data/DEMARCHE_TOKENS_ISSUER | - | trusts no issuer of access tokens
            production | ConfigMap @demarche-service | /data/DEMARCHE_TOKENS_ISSUER | http://id.example.org/realms/newsroom | trusts keys that it fetches without TLS
            production | ConfigMap @demarche-service | /data/DEMARCHE_TOKENS_KEYS | http://id.example.org/keys | trusts keys that it fetches without TLS
            production | ConfigMap @demarche-service | /data/DEMARCHE_TOKENS_ISSUER | newsroom | has a wrong setting for access tokens
            production | ConfigMap @demarche-service | /data/DEMARCHE_TOKENS_CLOCK_SKEW | soon | has a wrong setting for access tokens
            production | NetworkPolicy demarche-to-identity-provider | /spec/egress/0/ports/0/port | 8443 | may not reach https://id.example.org/realms/newsroom
            production | NetworkPolicy demarche-to-identity-provider | /spec/podSelector/matchLabels/app.kubernetes.io~1component | migration | may not reach https://id.example.org/realms/newsroom
            development | ConfigMap @demarche-service | /data/DEMARCHE_TOKENS_KEYS | /run/keys.json | has no file /run/keys.json
            development | Deployment demarche | /spec/template/spec/volumes/0/secret/items/0/path | other.json | has no file /run/token-keys/keys.json
            development | Deployment demarche | /spec/template/spec/volumes/0/secret/secretName | other-keys | no secret other-keys
            """)
    void aBreakingChangeIsFound(String overlay, String object, String pointer, String value, String violation) {
        Manifests rendered = Manifests.rendered(OVERLAYS.resolve(overlay));
        List<JsonNode> changed = new ArrayList<>();
        int hits = 0;
        for (JsonNode each : rendered.objects()) {
            if (isNamed(each, object)) {
                hits++;
                changed.add(change(each.deepCopy(), pointer, generated(rendered, value)));
            } else {
                changed.add(each);
            }
        }
        assertThat(hits).as("objects %s", object).isEqualTo(1);
        assertThat(violations(new Manifests(changed))).as("violations").anySatisfy(found -> assertThat(found)
                .contains(violation));
    }

    /** The other checks assume objects that the API server accepts. */
    private static List<String> violations(Manifests manifests) {
        List<String> violations = new ArrayList<>(manifests.objects().stream()
                .flatMap(object -> KubernetesSchema.violations(object).stream())
                .toList());
        if (violations.isEmpty()) {
            violations.addAll(PodSecurityCheck.violations(manifests));
            violations.addAll(ReferenceCheck.violations(manifests));
            violations.addAll(ConsistencyCheck.violations(manifests));
            violations.addAll(NetworkPolicyCheck.violations(manifests));
            violations.addAll(DatabaseAccessCheck.violations(manifests, PROJECT));
            violations.addAll(TokenCheck.violations(manifests));
        }
        return violations;
    }

    /** An @ marks a name to which kustomize adds a hash. */
    private static boolean isNamed(JsonNode object, String kindAndName) {
        String name = KubernetesSchema.name(object);
        return kindAndName.contains("@")
                ? name.matches(kindAndName.replace("@", "") + "-[a-z0-9]{10}")
                : name.equals(kindAndName);
    }

    private static String generated(Manifests rendered, String value) {
        return value.startsWith("@")
                ? rendered.ofKind("ConfigMap").stream()
                        .filter(map -> isNamed(map, "ConfigMap " + value))
                        .map(map -> map.at("/metadata/name").asText())
                        .findFirst()
                        .orElseThrow()
                : value;
    }

    private static JsonNode change(JsonNode object, String pointer, String value) {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = object.at(pointer.substring(0, last));
        String field = pointer.substring(last + 1).replace("~1", "/");
        Optional<JsonNode> replacement = value.equals("-") ? Optional.empty() : Optional.of(StrictYaml.document(value));
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(field), replacement.orElseThrow());
        } else if (replacement.isPresent()) {
            ((ObjectNode) parent).set(field, replacement.get());
        } else {
            assertThat(((ObjectNode) parent).remove(field)).as(pointer).isNotNull();
        }
        return object;
    }
}
