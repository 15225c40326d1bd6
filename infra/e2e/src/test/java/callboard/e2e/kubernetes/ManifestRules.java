package callboard.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import callboard.testing.SchemaCheck;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What must hold of an installation's manifests. A cluster takes them as well where it doesn't, and is silent. Read
/// with nothing but this project; with a kubectl, [KubectlCheck].
abstract class ManifestRules {

    private final Manifests manifests;

    ManifestRules(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> deployments() {
        return List.of("call-service", "realtime-service", "dashboard");
    }

    /// A cluster drops a field that is misspelt, and says so only to who asks.
    @Test
    void everyFieldIsOneThatKubernetesKnows() {
        assertThat(manifests.objects())
                .hasSizeGreaterThan(15)
                .allSatisfy(object -> assertThatCode(() -> validate(object))
                        .as(Manifests.name(object))
                        .doesNotThrowAnyException());
    }

    @Test
    void theseAreAllDeploymentsAndNoSecretIsAmongThem() {
        assertThat(manifests.all("Deployment")).extracting(Manifests::name).hasSameElementsAs(deployments());
        assertThat(manifests.all("Secret")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void theImageIsThatOfCompose(String deployment) {
        assertThat(manifests.container(deployment).path("image").stringValue())
                .isEqualTo(new Reference(deployment).compose("/image"));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void whateverSelectsPodsSelectsTheDeploymentsOwn(String deployment) {
        var own = Map.of("app.kubernetes.io/name", deployment);
        var spec = manifests.one("Deployment", deployment).path("spec");
        assertThat(labels(spec.at("/selector/matchLabels"))).isEqualTo(own);
        assertThat(labels(spec.at("/template/metadata/labels"))).containsAllEntriesOf(own);
        assertThat(spec.at("/template/spec/topologySpreadConstraints"))
                .hasSize(2)
                .allSatisfy(spread -> assertThat(labels(spread.at("/labelSelector/matchLabels")))
                        .isEqualTo(own));
        assertThat(labels(manifests.one("Service", deployment).at("/spec/selector")))
                .isEqualTo(own);
        assertThat(labels(manifests.one("PodDisruptionBudget", deployment).at("/spec/selector/matchLabels")))
                .isEqualTo(own);
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void aServiceLeadsToPortsOfItsPods(String deployment) {
        assertThat(manifests.one("Service", deployment).at("/spec/ports"))
                .isNotEmpty()
                .allSatisfy(port -> assertThat(manifests.port(deployment, port.path("targetPort")))
                        .isEqualTo(port.path("port").intValue()));
    }

    @Test
    void containersOpenThePortsAtWhichTheirProgramsListen() {
        assertThat(ports("call-service")).containsExactly(standard("call-service", "CALLBOARD_PORT"));
        assertThat(ports("realtime-service"))
                .containsExactlyInAnyOrder(
                        standard("realtime-service", "CALLBOARD_REALTIME_PORT"),
                        standard("realtime-service", "CALLBOARD_REALTIME_MANAGEMENT_PORT"));
        assertThat(ports("dashboard"))
                .isNotEmpty()
                .allSatisfy(port -> assertThat(Reference.text("infra/docker/nginx/nginx.conf"))
                        .contains("listen " + port + ";"));
    }

    /// That the services answer there, ProbesIT asks them.
    @Test
    void probesAskWhereTheProgramsAnswerThem() {
        assertThat(probePorts("call-service")).containsOnly(standard("call-service", "CALLBOARD_PORT"));
        assertThat(probePorts("realtime-service"))
                .containsOnly(standard("realtime-service", "CALLBOARD_REALTIME_MANAGEMENT_PORT"));
        assertThat(manifests.probes("dashboard").values())
                .allSatisfy(path -> assertThat(Reference.text("infra/docker/nginx/callboard/common.conf"))
                        .contains("location = " + path + " {"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"call-service", "realtime-service"})
    void livenessIsNotReadinessAndNothingEndsAServiceThatStarts(String service) {
        assertThat(manifests.probes(service))
                .isEqualTo(Map.of(
                        "startupProbe", "/actuator/health/readiness",
                        "livenessProbe", "/actuator/health/liveness",
                        "readinessProbe", "/actuator/health/readiness"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"call-service", "realtime-service"})
    void everyVariableIsASettingOfTheService(String service) {
        var known = new Reference(service).variables();
        assertThat(known).hasSizeGreaterThan(20);
        assertThat(manifests.variables(service).keySet()).isNotEmpty().isSubsetOf(known);
        // Both are given the same: what only one knows must be known to that one.
        assertThat(manifests.settings(service))
                .isNotEmpty()
                .isEqualTo(manifests.settings("call-service"))
                .allSatisfy((name, _) -> assertThat(Stream.of("call-service", "realtime-service")
                                .flatMap(each -> new Reference(each).variables().stream()))
                        .contains(name));
        assertThat(manifests.settings(service).keySet())
                .noneMatch(name -> name.matches(".*(PASSWORD|KEYS?|SECRETS?|TOKENS?|REDIS_URL|HEADERS)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"call-service", "realtime-service"})
    void whatComposeFixesIsFixedInTheSameWay(String service) {
        var reference = new Reference(service);
        assertThat(reference.fixed())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(manifests.variables(service).get(name))
                        .isEqualTo(reference.compose("/environment/" + name)));
        assertThat(manifests.variables(service)).containsEntry("SPRING_PROFILES_ACTIVE", "production");
        assertThat(manifests.settings(service)).containsKey("CALLBOARD_ALLOWED_ORIGINS");
    }

    /// Of the page that says how the Secret is made.
    @Test
    void theSecretThatIsAskedForIsTheOneThatTheDocumentationMakes() {
        var made = Reference.found("(?m)^(\\w+)=", Reference.text("docs/kubernetes.md"))
                .toList();
        assertThat(made)
                .contains(
                        "CALLBOARD_API_KEYS",
                        "CALLBOARD_ADMIN_KEYS",
                        "CALLBOARD_SECRETS_KEY",
                        "CALLBOARD_DATABASE_URL",
                        "CALLBOARD_DATABASE_USER",
                        "CALLBOARD_DATABASE_PASSWORD")
                .isSubsetOf(new Reference("call-service").variables());
        for (var variable : manifests.container("realtime-service").path("env")) {
            var secret = variable.at("/valueFrom/secretKeyRef");
            if (secret.isObject()) {
                assertThat(secret.path("name").stringValue()).isEqualTo("callboard");
                assertThat(secret.path("key")).isEqualTo(variable.path("name"));
                assertThat(secret.path("optional").asBoolean(false)
                                || made.contains(variable.path("name").stringValue()))
                        .as(variable.toString())
                        .isTrue();
            }
        }
        assertThat(manifests.container("call-service").path("envFrom"))
                .extracting(from -> from.at("/secretRef/name").asString(""))
                .contains("callboard");
        assertThat(Reference.text("docs/kubernetes.md"))
                .contains("kubectl -n callboard create secret generic callboard ");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void nobodyMayMoreThanTheyNeed(String deployment) {
        var pod = manifests.one("Deployment", deployment).at("/spec/template/spec");
        assertThat(pod.path("automountServiceAccountToken").booleanValue()).isFalse();
        assertThat(pod.at("/securityContext/runAsNonRoot").booleanValue()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").stringValue()).isEqualTo("RuntimeDefault");
        var image = deployment.equals("dashboard") ? "dashboard" : "services";
        assertThat(Reference.found("(?m)^USER (\\d+)", Reference.text("infra/docker/" + image + ".Dockerfile"))
                        .toList())
                .last()
                .isEqualTo(pod.at("/securityContext/runAsUser").asString());
        var container = manifests.container(deployment);
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").booleanValue())
                .isFalse();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").booleanValue())
                .isTrue();
        assertThat(container.at("/securityContext/capabilities").toString()).isEqualTo("{\"drop\":[\"ALL\"]}");
        assertThat(pod.path("volumes").valueStream().filter(volume -> volume.has("emptyDir")))
                .as("what compose has as tmpfs")
                .singleElement()
                .satisfies(volume -> assertThat(container.path("volumeMounts")).anySatisfy(mount -> {
                    assertThat(mount.path("name")).isEqualTo(volume.path("name"));
                    assertThat(mount.path("mountPath").stringValue()).isEqualTo("/tmp");
                }));
        assertThat(manifests.all("Namespace"))
                .singleElement()
                .satisfies(namespace -> assertThat(labels(namespace.at("/metadata/labels")))
                        .containsEntry("pod-security.kubernetes.io/enforce", "restricted"));
    }

    /// What runs in compose's memory runs in as much here; a heap needs room for its young generation and as much
    /// again.
    @ParameterizedTest
    @MethodSource("deployments")
    void memoryIsReservedAndEnough(String deployment) {
        var resources = manifests.container(deployment).path("resources");
        long memory = mebibytes(resources.at("/limits/memory").stringValue());
        assertThat(mebibytes(resources.at("/requests/memory").stringValue())).isEqualTo(memory);
        var compose = new Reference(deployment).compose("/mem_limit");
        assertThat(memory).isGreaterThanOrEqualTo(mebibytes(compose.replace("m", "Mi")));
        assertThat(resources.at("/limits/cpu").asInt())
                .as("what the JVM counts on")
                .isPositive();
        if (!deployment.equals("dashboard")) {
            long heap = memory * new Reference(deployment).heap() / 100;
            assertThat(heap)
                    .isGreaterThanOrEqualTo(Reference.megabytes("-Xms"))
                    .isGreaterThanOrEqualTo(2L * Reference.megabytes("-Xmn"));
        }
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void aStopMayTakeAsLongAsInComposeAfterThePauseBeforeIt(String deployment) {
        int pause = manifests
                .container(deployment)
                .at("/lifecycle/preStop/sleep/seconds")
                .intValue();
        assertThat(pause).as("longer than nginx takes to notice").isGreaterThan(4);
        assertThat(manifests
                                .one("Deployment", deployment)
                                .at("/spec/template/spec/terminationGracePeriodSeconds")
                                .intValue()
                        - pause)
                .isEqualTo(Integer.parseInt(
                        new Reference(deployment).compose("/stop_grace_period").replace("s", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"call-service", "realtime-service"})
    void howManyThereAreIsSaidByTheAutoscalerAloneFromAMetricThatTheServiceTells(String service) {
        var scaler = manifests.one("HorizontalPodAutoscaler", service).path("spec");
        assertThat(scaler.at("/scaleTargetRef/kind").stringValue()).isEqualTo("Deployment");
        assertThat(scaler.at("/scaleTargetRef/name").stringValue()).isEqualTo(service);
        assertThat(manifests.one("Deployment", service).path("spec").has("replicas"))
                .isFalse();
        assertThat(scaler.path("minReplicas").intValue())
                .isBetween(2, scaler.path("maxReplicas").intValue() - 1);
        assertThat(scaler.path("metrics")).singleElement().satisfies(metric -> {
            var name = metric.at("/pods/metric/name").stringValue();
            assertThat(new Reference(service).gauges()).contains(name);
            assertThat(SchemaCheck.read("infra/kubernetes/prometheus-adapter.yaml")
                            .at("/rules/custom"))
                    .filteredOn(rule -> rule.at("/name/as").stringValue().equals(name))
                    .singleElement()
                    .satisfies(rule -> {
                        assertThat(rule.path("seriesQuery").stringValue()).startsWith(name + "{");
                        assertThat(rule.path("metricsQuery").stringValue()).contains("<<.Series>>");
                    });
        });
        var annotations = manifests.one("Deployment", service).at("/spec/template/metadata/annotations");
        assertThat(annotations.path("prometheus.io/scrape").stringValue()).isEqualTo("true");
        assertThat(annotations.path("prometheus.io/path").stringValue()).isEqualTo("/actuator/prometheus");
        assertThat(annotations.path("prometheus.io/port").stringValue())
                .isEqualTo(Integer.toString(probePorts(service).iterator().next()));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void oneAtATimeIsTakenAwayAndNoneOfThoseThatAreNeeded(String deployment) {
        assertThat(manifests
                        .one("PodDisruptionBudget", deployment)
                        .at("/spec/maxUnavailable")
                        .intValue())
                .isEqualTo(1);
        assertThat(manifests
                        .one("Deployment", deployment)
                        .at("/spec/strategy/rollingUpdate")
                        .toString())
                .isEqualTo("{\"maxSurge\":1,\"maxUnavailable\":0}");
    }

    /// Compose's files, with the cluster's names in place of Docker's, before the Services' own addresses.
    @ParameterizedTest
    @ValueSource(strings = {"call-service", "realtime-service"})
    void nginxFindsEveryReplicaOfAService(String service) {
        var namespace = Manifests.name(manifests.all("Namespace").getFirst());
        var file = service + ".conf";
        assertThat(network().path(file).stringValue())
                .isEqualTo(Reference.text("infra/docker/nginx/callboard/network/" + file)
                        .replace(service + ":", "%s.%s.svc.cluster.local:".formatted(service, namespace)));
        var headless = manifests.one("Service", service).path("spec");
        assertThat(headless.path("clusterIP").stringValue()).isEqualTo("None");
        assertThat(network().path(file).stringValue())
                .contains(":" + headless.at("/ports/0/port").intValue() + " ");
    }

    @Test
    void nginxIsGivenEveryFileThatItReadsOfItsNetwork() throws IOException {
        var folder = "infra/docker/nginx/callboard/network";
        try (var files = Files.list(SchemaCheck.root().resolve(folder))) {
            assertThat(network().propertyNames())
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString()).toList());
        }
        assertThat(network().path("http.conf").stringValue())
                .contains(Reference.found("(?m)^(resolver_timeout .*)$", Reference.text(folder + "/http.conf"))
                        .findFirst()
                        .orElseThrow());
        assertThat(manifests.container("dashboard").path("volumeMounts")).anySatisfy(mount -> {
            assertThat(mount.path("name").stringValue()).isEqualTo("network");
            assertThat(mount.path("mountPath").stringValue()).isEqualTo("/etc/nginx/callboard/network");
        });
    }

    @Test
    void theIngressLeadsToTheDashboard() {
        assertThat(manifests.all("Ingress")).singleElement().satisfies(ingress -> {
            var spec = ingress.path("spec");
            assertThat(spec.at("/rules/0/http/paths")).singleElement().satisfies(path -> {
                assertThat(path.path("path").stringValue()).isEqualTo("/");
                assertThat(path.at("/backend/service/name").stringValue()).isEqualTo("dashboard");
                assertThat(manifests.one("Service", "dashboard").at("/spec/ports/0/name"))
                        .isEqualTo(path.at("/backend/service/port/name"));
            });
            assertThat(spec.at("/tls/0/hosts/0")).isEqualTo(spec.at("/rules/0/host"));
        });
    }

    /// A policy that selects no pods or names no port of theirs would leave them open, or shut.
    @ParameterizedTest
    @ValueSource(strings = {"call-service", "realtime-service"})
    void theNetworkPolicyOpensEveryPortOfTheService(String service) {
        var spec = manifests.one("NetworkPolicy", service).path("spec");
        assertThat(labels(spec.at("/podSelector/matchLabels")))
                .isEqualTo(labels(manifests.one("Deployment", service).at("/spec/selector/matchLabels")));
        var opened = new TreeSet<Integer>();
        var from = new TreeMap<String, String>();
        for (var rule : spec.path("ingress")) {
            rule.path("ports").forEach(port -> opened.add(manifests.port(service, port.path("port"))));
            rule.path("from").forEach(peer -> {
                from.putAll(labels(peer.at("/podSelector/matchLabels")));
                from.putAll(labels(peer.at("/namespaceSelector/matchLabels")));
            });
        }
        assertThat(opened).isEqualTo(ports(service));
        assertThat(from)
                .isEqualTo(Map.of("app.kubernetes.io/name", "dashboard", "kubernetes.io/metadata.name", "monitoring"));
    }

    /// By the model that Kubernetes publishes: `V1Deployment` of `apps/v1`.
    private static void validate(JsonNode object) throws Throwable {
        var version = object.path("apiVersion").stringValue().replaceFirst(".*/", "");
        var model = Class.forName("io.kubernetes.client.openapi.models." + version.toUpperCase(Locale.ROOT)
                + object.path("kind").stringValue());
        MethodHandles.publicLookup()
                .findStatic(model, "validateJsonElement", MethodType.methodType(void.class, JsonElement.class))
                .invoke(JsonParser.parseString(object.toString()));
    }

    private JsonNode network() {
        return manifests
                .one(
                        "ConfigMap",
                        manifests
                                .one("Deployment", "dashboard")
                                .at("/spec/template/spec/volumes")
                                .valueStream()
                                .filter(volume ->
                                        volume.path("name").stringValue().equals("network"))
                                .map(volume -> volume.at("/configMap/name").stringValue())
                                .findFirst()
                                .orElseThrow())
                .path("data");
    }

    private Set<Integer> ports(String deployment) {
        var ports = new TreeSet<Integer>();
        manifests
                .ports(deployment)
                .forEach(port -> ports.add(port.path("containerPort").intValue()));
        return ports;
    }

    private Set<Integer> probePorts(String deployment) {
        var ports = new TreeSet<Integer>();
        for (var probe : manifests.probes(deployment).keySet()) {
            ports.add(manifests.port(
                    deployment, manifests.container(deployment).path(probe).at("/httpGet/port")));
        }
        return ports;
    }

    /// What a service takes for a variable that nobody sets.
    private static int standard(String service, String variable) {
        return Reference.found(
                        "\\$\\{" + variable + ":(\\d+)}",
                        Reference.text(service + "/src/main/resources/application.yaml"))
                .map(Integer::valueOf)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> labels(JsonNode node) {
        var labels = new TreeMap<String, String>();
        node.propertyStream()
                .forEach(label -> labels.put(label.getKey(), label.getValue().stringValue()));
        return labels;
    }

    private static long mebibytes(String quantity) {
        long number = Long.parseLong(quantity.replaceAll("\\D", ""));
        return switch (quantity.replaceAll("\\d", "")) {
            case "Mi" -> number;
            case "Gi" -> number * 1_024;
            default -> throw new AssertionError("Memory in units of ours: " + quantity);
        };
    }
}
