package dev.hardening.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The manifests against the model of the API, and against one another.
 */
class KubernetesTests {

	private static final Path BASE = Manifests.KUBERNETES.resolve("base");

	static List<Path> files() {
		return Stream.of("base", "overlays/staging", "overlays/production")
			.flatMap((folder) -> Manifests.files(Manifests.KUBERNETES.resolve(folder)).stream())
			.toList();
	}

	@ParameterizedTest
	@MethodSource("files")
	void manifestHasOnlyFieldsOfTheModel(Path file) {
		List<HasMetadata> resources = Manifests.read(file);
		assertThat(resources).isNotEmpty().allSatisfy((resource) -> {
			assertThat(resource.getMetadata().getName()).isNotBlank();
			assertThat(resource.getMetadata().getNamespace())
				.isEqualTo("Namespace".equals(resource.getKind()) ? null : "studio");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "spec: { replica: 2 }", "spec: { replicas: '2' }",
			"spec: { template: { spec: { securityContext: { runAsNonroot: true } } } }",
			"spec: { template: { spec: { containers: [{ name: a, livenessProbe: { http: { path: /live } } }] } } }" })
	void manifestWhenNotOfTheModelIsRefused(String spec) {
		String text = "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: x }\n" + spec + "\n";
		assertThatIllegalArgumentException().isThrownBy(() -> Manifests.parse(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "staging", "production" })
	void overlayChangesOnlyWhatIsInTheBase(String overlay) {
		Set<String> base = names(Manifests.readAll(BASE));
		assertThat(base).containsAll(names(Manifests.readAll(Manifests.KUBERNETES.resolve("overlays/" + overlay))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "staging", "production" })
	void overlayAsBuiltHasOnlyFieldsOfTheModel(String overlay) throws Exception {
		List<HasMetadata> built = Manifests.parse(build(overlay));
		assertThat(names(built)).isEqualTo(names(Manifests.readAll(BASE)));
		assertThat(built).filteredOn(Deployment.class::isInstance)
			.allSatisfy((resource) -> assertThat(
					((Deployment) resource).getSpec().getTemplate().getSpec().getContainers().get(0).getImage())
				.doesNotEndWith(":latest"));
	}

	private static String build(String overlay) throws InterruptedException {
		try {
			Process process = new ProcessBuilder("kubectl", "kustomize", "kubernetes/overlays/" + overlay)
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).isZero();
			return text;
		}
		catch (IOException ex) {
			return Assumptions.abort("kubectl is not installed: " + ex.getMessage());
		}
	}

	@Test
	void kustomizationListsEveryFile() {
		Set<String> listed = new TreeSet<>();
		Manifests.tree(BASE.resolve("kustomization.yaml"))
			.get("resources")
			.forEach((resource) -> listed.add(resource.asText()));
		assertThat(listed).isEqualTo(Manifests.files(BASE)
			.stream()
			.map((file) -> file.getFileName().toString())
			.collect(Collectors.toCollection(TreeSet::new)));
	}

	@Test
	void podsAreRestricted() {
		assertThat(pods()).hasSize(3).allSatisfy((name, pod) -> {
			assertThat(pod.getAutomountServiceAccountToken()).as(name).isFalse();
			assertThat(pod.getSecurityContext().getRunAsNonRoot()).as(name).isTrue();
			assertThat(pod.getSecurityContext().getRunAsUser()).as(name).isEqualTo(65532);
			assertThat(pod.getSecurityContext().getSeccompProfile().getType()).as(name).isEqualTo("RuntimeDefault");
			assertThat(pod.getHostNetwork()).as(name).isNull();
			assertThat(pod.getContainers()).hasSize(1).allSatisfy(KubernetesTests::assertRestricted);
		});
	}

	private static void assertRestricted(Container container) {
		assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
		assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
		assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
		assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
		assertThat(container.getResources().getLimits().get("memory"))
			.isEqualTo(container.getResources().getRequests().get("memory"));
	}

	@Test
	void secretFilesThatAreNamedAreMounted() {
		Map<String, String> settings = settings();
		assertThat(pods()).allSatisfy((name, pod) -> {
			List<String> mounted = pod.getVolumes()
				.stream()
				.filter((volume) -> volume.getSecret() != null)
				.flatMap((volume) -> volume.getSecret().getItems().stream())
				.map(KeyToPath::getPath)
				.toList();
			Container container = pod.getContainers().get(0);
			boolean own = !container.getEnvFrom().isEmpty();
			assertThat(settings.entrySet()).filteredOn((entry) -> own && entry.getKey().endsWith("_FILE"))
				.filteredOn(
						(entry) -> container.getEnv().stream().noneMatch((env) -> env.getName().equals(entry.getKey())))
				.allSatisfy((entry) -> assertThat(mounted).as(name + " " + entry.getKey())
					.contains(entry.getValue().replace("/run/secrets/studio/", "")));
		});
	}

	@Test
	void endIsAwaitedLongerThanItTakes() {
		Map<String, String> settings = settings();
		Duration drain = seconds(settings.get("HARDENING_SHUTDOWN_DRAINDELAY"));
		Duration timeout = seconds(settings.get("HARDENING_SHUTDOWN_TIMEOUT"));
		PodSpec pod = pods().get("Deployment studio");
		Container app = pod.getContainers().get(0);
		Duration sleep = Duration.ofSeconds(app.getLifecycle().getPreStop().getSleep().getSeconds());
		assertThat(sleep).isPositive();
		// The application ends whatever hangs ten seconds after its own time is over.
		assertThat(Duration.ofSeconds(pod.getTerminationGracePeriodSeconds()))
			.isGreaterThan(sleep.plus(drain).plus(timeout).plusSeconds(10));
		// By the time the server closes, the failed readiness must have been seen.
		assertThat(drain).isGreaterThan(Duration.ofSeconds(
				(long) app.getReadinessProbe().getPeriodSeconds() * app.getReadinessProbe().getFailureThreshold()));
	}

	@Test
	void probesAskTheirPaths() {
		Container app = pods().get("Deployment studio").getContainers().get(0);
		assertThat(Stream.of(app.getStartupProbe(), app.getLivenessProbe(), app.getReadinessProbe())
			.map(Probe::getHttpGet)
			.map((get) -> get.getPath() + " " + get.getPort().getValue()))
			.containsExactly("/live http", "/live http", "/ready http");
	}

	@Test
	void rulesAreThoseThatAreTested() {
		JsonNode rules = Manifests.tree(Path.of("prometheus/rules/hardening.yml")).get("groups");
		assertThat(Manifests.tree(BASE.resolve("rules.yaml")).get("spec").get("groups")).isEqualTo(rules);
	}

	private static Duration seconds(String text) {
		return Duration.ofSeconds(Long.parseLong(text.replace("s", "")));
	}

	private static Map<String, String> settings() {
		return Manifests.readAll(BASE)
			.stream()
			.filter(ConfigMap.class::isInstance)
			.map((resource) -> ((ConfigMap) resource).getData())
			.findFirst()
			.orElseThrow();
	}

	private static Map<String, PodSpec> pods() {
		return Manifests.readAll(BASE)
			.stream()
			.filter((resource) -> pod(resource) != null)
			.collect(Collectors.toMap(KubernetesTests::name, KubernetesTests::pod));
	}

	private static PodSpec pod(HasMetadata resource) {
		if (resource instanceof Deployment deployment) {
			return deployment.getSpec().getTemplate().getSpec();
		}
		if (resource instanceof Job job) {
			return job.getSpec().getTemplate().getSpec();
		}
		return (resource instanceof CronJob job) ? job.getSpec().getJobTemplate().getSpec().getTemplate().getSpec()
				: null;
	}

	private static String name(HasMetadata resource) {
		return resource.getKind() + " " + resource.getMetadata().getName();
	}

	private static Set<String> names(List<HasMetadata> resources) {
		return resources.stream().map(KubernetesTests::name).collect(Collectors.toCollection(TreeSet::new));
	}

}
