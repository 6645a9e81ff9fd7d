package dev.hardening.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.hardening.test.MovableClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InMemoryTokenRevocationStoreTests {

	private final MovableClock clock = MovableClock.at(Instant.parse("2026-01-01T00:00:00Z"));

	private final InMemoryTokenRevocationStore store = new InMemoryTokenRevocationStore(this.clock, 3);

	@Test
	void tokenWhenPresentIsReplacedOnce() {
		this.store.begin("session", "first", in(60));
		assertThat(this.store.rotate("session", "first", "second", in(60))).isTrue();
		assertThat(this.store.rotate("session", "first", "other", in(60))).isFalse();
		assertThat(this.store.rotate("session", "second", "third", in(60))).isTrue();
	}

	@Test
	void tokenWhenPresentedByManyAtOnceIsReplacedOnce() {
		this.store.begin("session", "first", in(60));
		AtomicInteger successes = new AtomicInteger();
		IntStream.range(0, 64).parallel().forEach((i) -> {
			if (this.store.rotate("session", "first", "next-" + i, in(60))) {
				successes.incrementAndGet();
			}
		});
		assertThat(successes).hasValue(1);
	}

	@Test
	void sessionWhenExpiredEndedOrUnknownIsNotRotated() {
		this.store.begin("expired", "first", in(60));
		this.clock.move(Duration.ofSeconds(60));
		assertThat(this.store.rotate("expired", "first", "second", in(60))).isFalse();
		this.store.begin("ended", "first", in(60));
		this.store.end("ended");
		assertThat(this.store.rotate("ended", "first", "second", in(60))).isFalse();
		assertThat(this.store.rotate("unknown", "first", "second", in(60))).isFalse();
	}

	@Test
	void sessionsWhenTooManyLoseTheOneUsedLongestAgo() {
		for (String session : new String[] { "a", "b", "c" }) {
			this.store.begin(session, "first", in(60));
		}
		this.store.rotate("a", "first", "second", in(60));
		this.store.begin("d", "first", in(60));
		assertThat(this.store.rotate("b", "first", "second", in(60))).isFalse();
		assertThat(this.store.rotate("a", "second", "third", in(60))).isTrue();
	}

	@Test
	void revocationWhenExpiredIsForgotten() {
		this.store.revoke("token", in(60));
		assertThat(isRevoked("token")).isTrue();
		assertThat(isRevoked("other")).isFalse();
		this.clock.move(Duration.ofSeconds(60));
		assertThat(isRevoked("token")).isFalse();
	}

	@Test
	void revocationsWhenTooManyForgetTheOneThatExpiresFirst() {
		for (int i = 1; i <= 4; i++) {
			this.store.revoke("token-" + i, in(i * 60));
		}
		assertThat(isRevoked("token-1")).isFalse();
		assertThat(isRevoked("token-2")).isTrue();
		assertThat(isRevoked("token-4")).isTrue();
	}

	@Test
	void tokensOfASubjectWhenAllAreRevokedNeedTheNewEpoch() {
		assertThat(this.store.epoch("ada")).isNull();
		this.store.revokeAll("ada", "one", in(60));
		assertThat(this.store.epoch("ada")).isEqualTo("one");
		assertThat(this.store.isRevoked(new TokenReference("t", "s", "ada", null))).isTrue();
		assertThat(this.store.isRevoked(new TokenReference("t", "s", "ada", "none"))).isTrue();
		assertThat(this.store.isRevoked(new TokenReference("t", "s", "ada", "one"))).isFalse();
		assertThat(this.store.isRevoked(new TokenReference("t", "s", "bob", null))).isFalse();
		this.clock.move(Duration.ofSeconds(60));
		assertThat(this.store.epoch("ada")).isNull();
		assertThat(this.store.isRevoked(new TokenReference("t", "s", "ada", null))).isFalse();
	}

	private boolean isRevoked(String id) {
		boolean bySession = this.store.isRevoked(new TokenReference(null, id, null, null));
		assertThat(this.store.isRevoked(new TokenReference(id, null, null, null))).isEqualTo(bySession);
		return bySession;
	}

	private Instant in(int seconds) {
		return this.clock.instant().plusSeconds(seconds);
	}

}
