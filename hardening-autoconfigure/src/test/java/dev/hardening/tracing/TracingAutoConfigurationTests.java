package dev.hardening.tracing;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import dev.hardening.secrets.SecretsAutoConfiguration;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TracingAutoConfiguration}.
 */
class TracingAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("management.tracing.sampling.probability=1", "hardening.secrets.redact=flavour")
		.withConfiguration(AutoConfigurations.of(TracingAutoConfiguration.class,
				MicrometerTracingAutoConfiguration.class, OpenTelemetrySdkAutoConfiguration.class,
				OpenTelemetryTracingAutoConfiguration.class, SecretsAutoConfiguration.class));

	@Test
	void exporterOfTheUserGetsNoSecret() {
		Collector collector = new Collector();
		this.runner.withBean(SpanExporter.class, () -> collector).run((context) -> {
			Tracer tracer = context.getBean(Tracer.class);
			tracer.spanBuilder("token=abc")
				.setAttribute("flavour", "sweet")
				.setAttribute("kept", true)
				.startSpan()
				.end();
			context.getBean(SpanProcessor.class).forceFlush().join(10, TimeUnit.SECONDS);
			assertThat(collector.spans).hasSize(1);
			SpanData span = collector.spans.get(0);
			assertThat(span.getName()).isEqualTo("token=******");
			assertThat(span.getAttributes().asMap().toString()).contains("flavour=******", "kept=true");
		});
	}

	@Test
	void startWhenOpenTelemetryIsAbsentSucceeds() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(TracingAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("io.opentelemetry",
					"org.springframework.boot.micrometer.tracing.opentelemetry"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SpanExportersPostProcessor.class));
	}

	private static final class Collector implements SpanExporter {

		private final List<SpanData> spans = new CopyOnWriteArrayList<>();

		@Override
		public CompletableResultCode export(Collection<SpanData> spans) {
			this.spans.addAll(spans);
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode flush() {
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode shutdown() {
			return CompletableResultCode.ofSuccess();
		}

	}

}
