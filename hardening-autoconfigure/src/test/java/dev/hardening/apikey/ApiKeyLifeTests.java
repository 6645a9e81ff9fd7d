package dev.hardening.apikey;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.hardening.apikey.ApiKeyProperties.StaticKey;
import dev.hardening.apikey.ApiKeyProperties.Store;
import dev.hardening.secrets.Secret;
import dev.hardening.secrets.SecretStrength;
import dev.hardening.test.MovableClock;
import dev.hardening.web.ProblemException;
import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Keys from issue to end, on a clock that is moved, and what each step costs the store.
 */
class ApiKeyLifeTests {

	private static final String CONFIGURED = "m3Vq8Zt1Xy6Wc0Rb5Nk9Lp2Hs7Jd4GfA";

	private final MemoryApiKeyStore store = new MemoryApiKeyStore();

	private final MovableClock clock = MovableClock.at(Instant.parse("2026-01-01T00:00:00Z"));

	private final ApiKeyFormat format = new ApiKeyFormat("hk", "test");

	private final StaticApiKeys configured = new StaticApiKeys(
			Map.of("partner", new StaticKey(null, Secret.of(CONFIGURED), List.of(), List.of(), null, null)),
			new SecretStrength(32));

	private final LastUsed lastUsed = new LastUsed(this.configured);

	private final ApiKeyCache cache = cache();

	private final ApiKeyVerifier verifier = verifier(this.cache);

	private final ApiKeyService service = service(Duration.ofDays(90));

	@Test
	void keysWhenInventedCostNoLookUp() {
		for (int i = 0; i < 100_000; i++) {
			String wrong = "hk_test_" + this.format.random(30) + "_" + this.format.random(6);
			assertThat(good(wrong)).isFalse();
		}
		assertThat(this.store.finds).isZero();
	}

	@Test
	void keyWhenUnknownButWellFormedCostsOneLookUpAMinute() {
		String unknown = this.format.create();
		for (int i = 0; i < 1000; i++) {
			assertThat(good(unknown)).isFalse();
		}
		assertThat(this.store.finds).isEqualTo(1);
	}

	@Test
	void keyWhenKnownCostsOneLookUpAMinute() {
		String key = issue().key().reveal();
		for (int second = 0; second < 600; second++) {
			assertThat(good(key)).isTrue();
			this.clock.move(Duration.ofSeconds(1));
		}
		assertThat(this.store.finds).isEqualTo(10);
	}

	@Test
	void keyWhenExpiredIsRefusedThoughCached() {
		IssuedApiKey key = this.service.issue(NewApiKey.named("short").withExpiresIn(Duration.ofSeconds(30)));
		assertThat(good(key.key().reveal())).isTrue();
		this.clock.move(Duration.ofSeconds(30));
		assertThat(good(key.key().reveal())).isFalse();
		assertConflict(() -> this.service.rotate(key.id(), Duration.ofHours(1)));
	}

	@Test
	void keyWhenRevokedElsewhereIsRefusedAfterTheNextPoll() {
		IssuedApiKey key = issue();
		ApiKeyCache other = cache();
		ApiKeyVerifier otherNode = verifier(other);
		ApiKeyMaintenance maintenance = new ApiKeyMaintenance(this.store, other, this.lastUsed, properties(),
				this.clock);
		maintenance.hearOfChanges();
		assertThat(this.store.polls).as("nothing is in use").isZero();
		assertThat(good(otherNode, key.key().reveal())).isTrue();
		this.service.revoke(key.id());
		this.store.changed.addAll(this.store.byHash.keySet());
		assertThat(good(key.key().reveal())).isFalse();
		assertThat(good(otherNode, key.key().reveal())).isTrue();
		maintenance.hearOfChanges();
		assertThat(good(otherNode, key.key().reveal())).isFalse();
		maintenance.destroy();
	}

	@Test
	void storeWhenDownRefusesWhatMayBeGoodAndNothingElse() {
		IssuedApiKey key = issue();
		assertThat(good(key.key().reveal())).isTrue();
		this.store.down = true;
		assertThatExceptionOfType(AuthenticationServiceException.class)
			.isThrownBy(() -> this.verifier.verify(Secret.of(this.format.create())));
		assertThat(good("wrong")).isFalse();
		assertThat(good(CONFIGURED)).isTrue();
		this.clock.move(Duration.ofMinutes(2));
		assertThatExceptionOfType(AuthenticationServiceException.class)
			.isThrownBy(() -> this.verifier.verify(key.key()));
		this.store.down = false;
		assertThat(good(key.key().reveal())).isTrue();
	}

	@Test
	void keyWhenFoundLooselyIsRefused() {
		IssuedApiKey key = issue();
		String hash = ApiKeyHash.of(key.key().reveal());
		this.store.byHash.put(hash, new StoredApiKey(hash.toUpperCase(Locale.ROOT), this.store.byHash.get(hash).key()));
		assertThat(good(key.key().reveal())).isFalse();
	}

	@Test
	void keyWhenRotatedLivesForTheOverlapButNotPastItsEnd() {
		IssuedApiKey old = this.service.issue(NewApiKey.named("old").withExpiresIn(Duration.ofHours(10)));
		this.clock.move(Duration.ofHours(9));
		IssuedApiKey next = this.service.rotate(old.id(), Duration.ofHours(5));
		assertThat(next.expiresAt()).isEqualTo(this.clock.instant().plus(Duration.ofHours(10)));
		assertThat(this.service.find(old.id()).expiresAt()).isEqualTo(old.expiresAt());
		assertThat(this.service.find(old.id()).replacedBy()).isEqualTo(next.id());
		assertThat(good(old.key().reveal())).isTrue();
		assertConflict(() -> this.service.rotate(old.id(), Duration.ZERO));
		this.clock.move(Duration.ofHours(1));
		assertThat(good(old.key().reveal())).isFalse();
		assertThat(good(next.key().reveal())).isTrue();
	}

	@Test
	void keyWhenDisabledOrRevokedCannotBeRotated() {
		IssuedApiKey key = issue();
		this.service.disable(key.id());
		assertConflict(() -> this.service.rotate(key.id(), Duration.ZERO));
		this.service.revoke(key.id());
		this.service.enable(key.id());
		assertThat(good(key.key().reveal())).isFalse();
		assertConflict(() -> this.service.rotate(key.id(), Duration.ZERO));
		assertConflict(() -> this.service.revoke("partner"));
		assertStatus(404, () -> this.service.revoke("nobody"));
	}

	@Test
	void lifetimeWhenThereIsAPolicyIsBoundByIt() {
		assertThat(issue().expiresAt()).isEqualTo(this.clock.instant().plus(Duration.ofDays(90)));
		assertThat(service(null).issue(NewApiKey.named("forever")).expiresAt()).isNull();
		assertStatus(400, () -> this.service.issue(NewApiKey.named("long").withExpiresIn(Duration.ofDays(91))));
		assertStatus(400, () -> this.service.issue(NewApiKey.named("none").withExpiresIn(Duration.ZERO)));
		assertStatus(400, () -> this.service.issue(NewApiKey.named(" ")));
		assertStatus(400, () -> this.service.issue(NewApiKey.named("x").withScopes(List.of("a b"))));
		assertStatus(400, () -> this.service.issue(NewApiKey.named("x").withRoles(List.of("a,b"))));
		assertStatus(400, () -> this.service.issue(NewApiKey.named("x").withTier("")));
		assertStatus(400, () -> this.service.rotate(issue().id(), Duration.ofSeconds(-1)));
	}

	@Test
	void lastUseWhenFlushedIsWrittenInOneBatchAndKeptUntilItSucceeds() {
		IssuedApiKey key = issue();
		good(key.key().reveal());
		good(CONFIGURED);
		assertThat(this.store.findById(key.id()).key().lastUsedAt()).isNull();
		assertThat(this.service.find(key.id()).lastUsedAt()).isEqualTo(this.clock.instant());
		ApiKeyMaintenance maintenance = new ApiKeyMaintenance(this.store, this.cache, this.lastUsed, properties(),
				this.clock);
		this.store.down = true;
		maintenance.destroy();
		this.store.down = false;
		maintenance.destroy();
		assertThat(this.store.findById(key.id()).key().lastUsedAt()).isEqualTo(this.clock.instant());
		assertThat(this.service.list()).extracting(ApiKey::id).containsExactly("partner", key.id());
	}

	private IssuedApiKey issue() {
		return this.service.issue(NewApiKey.named("name"));
	}

	private boolean good(String key) {
		return good(this.verifier, key);
	}

	private boolean good(ApiKeyVerifier verifier, String key) {
		try {
			return verifier.verify(Secret.of(key)).isAuthenticated();
		}
		catch (BadCredentialsException ex) {
			return false;
		}
	}

	private void assertConflict(Runnable call) {
		assertStatus(409, call);
	}

	private void assertStatus(int status, Runnable call) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(call::run)
			.satisfies((ex) -> assertThat(ex.problem().status()).isEqualTo(status));
	}

	private ApiKeyCache cache() {
		return new ApiKeyCache(this.store, Duration.ofMinutes(1), 1000,
				() -> Duration.between(Instant.EPOCH, this.clock.instant()).toNanos());
	}

	private ApiKeyVerifier verifier(ApiKeyCache cache) {
		return new ApiKeyVerifier(this.format, this.configured, cache, this.lastUsed, this.clock);
	}

	private ApiKeyService service(Duration maxLifetime) {
		return new DefaultApiKeyService(this.store, this.configured, this.cache, this.lastUsed, this.format,
				new ApiKeyPolicy(maxLifetime), this.clock);
	}

	private ApiKeyProperties properties() {
		return new ApiKeyProperties(true, "X-API-Key", "hk", Map.of(), Store.JDBC, null, Duration.ofMinutes(1), 1000,
				Duration.ofSeconds(5), Duration.ofMinutes(1));
	}

}
