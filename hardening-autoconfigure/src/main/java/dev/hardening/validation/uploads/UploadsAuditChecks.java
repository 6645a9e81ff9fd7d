package dev.hardening.validation.uploads;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;

import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Whether the files that are accepted are harmless and bounded.
 */
class UploadsAuditChecks implements AuditChecks {

	private static final Set<String> ACTIVE = Set.of("*/*", "*", "text/html", "application/xhtml+xml", "image/svg+xml",
			"application/javascript", "text/javascript", "application/xml", "text/xml", "application/x-msdownload",
			"application/java-archive", "application/octet-stream");

	private static final DataSize LARGEST = DataSize.ofMegabytes(100);

	private static final long MOST_PIXELS = 200_000_000;

	private static final int HIGHEST_RATIO = 1000;

	private final UploadsProperties properties;

	private final Environment environment;

	UploadsAuditChecks(UploadsProperties properties, Environment environment) {
		this.properties = properties;
		this.environment = environment;
	}

	@Override
	public List<AuditCheck> checks() {
		return List.of(
				AuditCheck.of("HRD-UPL-001", "No uploaded file can run", AuditSeverity.WARNING, this::types)
					.because("A browser that is given such a file runs what is in it, as the site that gives it.")
					.mendedBy("hardening.uploads.allowed-types: [image/jpeg, image/png]")
					.demandedBy("ASVS 5.0 5.2.2", Checklist.GUIDE.part("8.2")),
				AuditCheck.of("HRD-UPL-002", "Uploaded files are bounded", AuditSeverity.WARNING, this::sizes)
					.because("A small picture or archive can unpack to more than the memory holds.")
					.mendedBy("hardening.uploads.max-size: 10MB, max-pixels: 50000000, max-archive-ratio: 100")
					.demandedBy("ASVS 5.0 5.2.1", "ASVS 5.0 5.2.3", "ASVS 5.0 5.2.6", Checklist.GUIDE.part("8.2"),
							Checklist.INTEGRATION.part("Phase 1")),
				AuditCheck.of("HRD-UPL-003", "The server bounds files too", AuditSeverity.WARNING, this::multipart)
					.because("Without a bound of the server, a file fills the disk before anyone looks at it.")
					.mendedBy("spring.servlet.multipart.max-file-size: 10MB, max-request-size: 10MB")
					.demandedBy("ASVS 5.0 5.2.1", Checklist.GUIDE.part("2")));
	}

	private AuditResult types() {
		List<String> active = this.properties.allowedTypes()
			.stream()
			.filter((type) -> ACTIVE.contains(type.toLowerCase(Locale.ROOT)))
			.toList();
		return AuditResult.passIfNone(active,
				"Accepted: %s.".formatted(String.join(", ", this.properties.allowedTypes())),
				"Accepted, and able to: ");
	}

	private AuditResult sizes() {
		boolean good = this.properties.maxSize().compareTo(LARGEST) <= 0 && this.properties.maxPixels() <= MOST_PIXELS
				&& this.properties.maxArchiveRatio() <= HIGHEST_RATIO;
		return AuditResult.passIf(good, "Up to %s, %d pixels, and archives of %d times their size."
			.formatted(this.properties.maxSize(), this.properties.maxPixels(), this.properties.maxArchiveRatio()));
	}

	private AuditResult multipart() {
		List<String> open = List.of("max-file-size", "max-request-size")
			.stream()
			.map("spring.servlet.multipart."::concat)
			.filter((key) -> this.environment.getProperty(key, "").strip().startsWith("-"))
			.toList();
		return AuditResult.passIfNone(open, "It does.", "Without a bound: ");
	}

}
