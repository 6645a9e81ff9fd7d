package dev.hardening.audit;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import org.springframework.boot.json.JsonWriter;
import org.springframework.context.LifecycleProcessor;

/**
 * Prints the report and ends, at the moment when all beans are there and nothing that has
 * a life cycle has begun: no port is open, no message is taken, no job runs.
 */
class AuditCommand implements LifecycleProcessor {

	private final Supplier<Audit> audit;

	private final List<AuditQuestion> questions;

	private final AuditProperties properties;

	private final PrintStream out;

	private final IntConsumer exit;

	AuditCommand(Supplier<Audit> audit, List<AuditQuestion> questions, AuditProperties properties, PrintStream out,
			IntConsumer exit) {
		this.audit = audit;
		this.questions = List.copyOf(questions);
		this.properties = properties;
		this.out = out;
		this.exit = exit;
	}

	@Override
	public void onRefresh() {
		AuditReport report = this.audit.get().run();
		byte[] text = text(report).getBytes(StandardCharsets.UTF_8);
		this.out.write(text, 0, text.length);
		this.out.flush();
		this.exit.accept(report.stopping(this.properties.failOn()).isEmpty() ? 0 : 1);
	}

	private String text(AuditReport report) {
		return switch (this.properties.format()) {
			case TEXT -> AuditText.of(report, this.questions);
			case JSON -> json(AuditJson.of(report, this.questions));
			case SARIF -> json(AuditSarif.of(report));
		};
	}

	private static String json(Object body) {
		return JsonWriter.standard().write(body).toJsonString() + System.lineSeparator();
	}

	@Override
	public void onClose() {
	}

	@Override
	public void start() {
	}

	@Override
	public void stop() {
	}

	@Override
	public boolean isRunning() {
		return false;
	}

}
