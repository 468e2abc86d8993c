package org.demarche.deployment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.kustomize.v1beta1.Kustomization;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;

/**
 * Reads objects into the types of the Kubernetes API, as strictly as the API server does: no unknown fields, no numbers or
 * booleans in place of text, or the other way round.
 */
final class KubernetesSchema {

    private static final Map<String, Class<? extends HasMetadata>> TYPES = Stream.of(
                    ConfigMap.class,
                    Namespace.class,
                    PersistentVolumeClaim.class,
                    Pod.class,
                    Service.class,
                    ServiceAccount.class,
                    Deployment.class,
                    StatefulSet.class,
                    HorizontalPodAutoscaler.class,
                    CronJob.class,
                    Job.class,
                    NetworkPolicy.class,
                    PodDisruptionBudget.class,
                    Gateway.class,
                    HTTPRoute.class,
                    PodMonitor.class,
                    PrometheusRule.class,
                    ServiceMonitor.class)
            .collect(Collectors.toUnmodifiableMap(
                    type -> HasMetadata.getApiVersion(type) + " " + HasMetadata.getKind(type), type -> type));

    private static final ObjectMapper STRICT = strict();

    /** Schemas of custom resources without Java types. */
    private static final CustomResourceSchema CUSTOM_RESOURCES = CustomResourceSchema.read();

    private KubernetesSchema() {}

    /** What the API server would reject. */
    static List<String> violations(JsonNode object) {
        Class<? extends HasMetadata> type = TYPES.get(kind(object));
        return type == null ? CUSTOM_RESOURCES.violations(kind(object), object) : violations(object, type);
    }

    /** Also for components, which have the fields of a kustomization. */
    static List<String> kustomizationErrors(JsonNode kustomization) {
        return violations(kustomization, Kustomization.class);
    }

    /** The object as its Java type, if there is one. */
    static Optional<HasMetadata> typed(JsonNode object) {
        return Optional.ofNullable(TYPES.get(kind(object))).map(type -> {
            try {
                return STRICT.treeToValue(object, type);
            } catch (JsonProcessingException rejected) {
                throw new IllegalArgumentException(rejected);
            }
        });
    }

    private static <T> List<String> violations(JsonNode object, Class<T> type) {
        try {
            STRICT.treeToValue(object, type);
            return List.of();
        } catch (JsonMappingException rejected) {
            String where = rejected.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                    .collect(Collectors.joining());
            return List.of(name(object) + where + ": " + rejected.getOriginalMessage());
        } catch (JsonProcessingException rejected) {
            return List.of(name(object) + ": " + rejected.getOriginalMessage());
        }
    }

    private static String kind(JsonNode object) {
        return object.path("apiVersion").asText() + " " + object.path("kind").asText();
    }

    static String name(JsonNode object) {
        return object.path("kind").asText() + " "
                + object.path("metadata").path("name").asText();
    }

    private static ObjectMapper strict() {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .annotationIntrospector(new WithoutCatchAll())
                .build();
        Map<LogicalType, List<CoercionInputShape>> rejected = new HashMap<>();
        rejected.put(
                LogicalType.Textual,
                List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean));
        rejected.put(LogicalType.Integer, List.of(CoercionInputShape.String, CoercionInputShape.Float));
        rejected.put(LogicalType.Boolean, List.of(CoercionInputShape.String, CoercionInputShape.Integer));
        rejected.forEach((type, shapes) ->
                shapes.forEach(shape -> mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail)));
        return mapper;
    }

    /** The types collect unknown fields by a setter; without it they reject them. */
    private static final class WithoutCatchAll extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
