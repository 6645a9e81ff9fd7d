package dev.hardening.sample.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import dev.hardening.audit.LastBackup;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells the age of the last backup as a metric and as the health check {@code backup}.
 * Neither asks the database: it is asked in the background, so that an outage hides no
 * other metric. A backup that is overdue takes no instance out of service, since none
 * would serve better without it.
 */
@Component("backupHealthIndicator")
class BackupMonitor implements HealthIndicator, MeterBinder, LastBackup {

	/** A day is the recovery point; a backup takes its time, too. */
	private static final Duration OVERDUE = Duration.ofHours(26);

	private static final Status STALE = new Status("STALE", "The last backup is too old");

	private static final Status NONE = new Status("NONE", "No backup was made yet");

	private final Backups backups;

	private final Clock clock = Clock.systemUTC();

	private volatile @Nullable Optional<Backup> last;

	BackupMonitor(Backups backups) {
		this.backups = backups;
	}

	@Scheduled(fixedDelayString = "${studio.operations.refresh:30s}")
	void refresh() {
		this.last = this.backups.last();
	}

	/**
	 * Return when the last backup was complete, for the audit, which also looks before
	 * the background has.
	 * @return the moment, {@code null} when there is none
	 */
	@Override
	public @Nullable Instant finishedAt() {
		Optional<Backup> known = this.last;
		return ((known != null) ? known : this.backups.last()).map(Backup::finishedAt).orElse(null);
	}

	@Override
	public Health health() {
		Optional<Backup> known = this.last;
		if (known == null) {
			return Health.unknown().build();
		}
		return known.map(this::describe).orElseGet(() -> Health.status(NONE).build());
	}

	private Health describe(Backup backup) {
		Duration age = Duration.between(backup.finishedAt(), this.clock.instant());
		return Health.status((age.compareTo(OVERDUE) < 0) ? Status.UP : STALE)
			.withDetail("name", backup.name())
			.withDetail("bytes", backup.bytes())
			.withDetail("finished_at", backup.finishedAt().toString())
			.withDetail("age_seconds", age.toSeconds())
			.build();
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("studio.backup.last.success.timestamp", this, BackupMonitor::finishedAtSeconds)
			.description("When the last good backup was complete; 0 when there is none")
			.baseUnit("seconds")
			.register(registry);
		Gauge.builder("studio.backup.last.size", this, BackupMonitor::size)
			.description("Size of the last good backup")
			.baseUnit("bytes")
			.register(registry);
	}

	private double finishedAtSeconds() {
		return value((backup) -> backup.finishedAt().getEpochSecond());
	}

	private double size() {
		return value(Backup::bytes);
	}

	private double value(ToDoubleFunction<Backup> figure) {
		Optional<Backup> known = this.last;
		return (known != null) ? known.map(figure::applyAsDouble).orElse(0.0) : Double.NaN;
	}

}
