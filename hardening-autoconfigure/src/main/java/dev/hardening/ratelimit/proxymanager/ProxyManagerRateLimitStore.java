package dev.hardening.ratelimit.proxymanager;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.hardening.ratelimit.BucketKeys;
import dev.hardening.ratelimit.Charge;
import dev.hardening.ratelimit.ChargeResult;
import dev.hardening.ratelimit.ChargeResult.Status;
import dev.hardening.ratelimit.Quota;
import dev.hardening.ratelimit.RateLimitKey;
import dev.hardening.ratelimit.RateLimitStore;
import dev.hardening.ratelimit.RateLimitStoreException;
import dev.hardening.ratelimit.local.BucketConfigurations;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;

/**
 * Buckets behind a {@link ProxyManager}. It knows one bucket at a time: charges that are
 * made together are made one after the other, and given back when one is refused. In that
 * moment another request may be refused that would have had the last permit; more than
 * the limit is never admitted.
 */
final class ProxyManagerRateLimitStore implements RateLimitStore {

	private final ProxyManager<String> manager;

	private final BucketKeys keys;

	private final CircuitBreaker breaker;

	private final Map<Quota, BucketConfiguration> configurations = new ConcurrentHashMap<>();

	ProxyManagerRateLimitStore(ProxyManager<String> manager, BucketKeys keys, CircuitBreaker breaker) {
		this.manager = manager;
		this.keys = keys;
		this.breaker = breaker;
	}

	@Override
	public List<ChargeResult> charge(List<Charge> charges) {
		List<ChargeResult> results = new ArrayList<>(charges.size());
		try {
			for (Charge charge : charges) {
				results.add(charge(charge));
				if (charge.binding() && !results.get(results.size() - 1).isAdmitted()) {
					return takeBack(charges, results);
				}
			}
		}
		catch (RateLimitStoreException ex) {
			refund(admitted(charges, results));
			throw ex;
		}
		return results;
	}

	private ChargeResult charge(Charge charge) {
		return ask(() -> {
			VerboseResult<ConsumptionProbe> answer = bucket(charge.quota(), charge.key()).asVerbose()
				.tryConsumeAndReturnRemaining(charge.cost());
			return result(answer, answer.getValue().isConsumed(), answer.getValue().getNanosToWaitForRefill());
		});
	}

	private List<ChargeResult> takeBack(List<Charge> charges, List<ChargeResult> made) {
		refund(admitted(charges, made));
		List<ChargeResult> results = new ArrayList<>(charges.size());
		for (int i = 0; i < charges.size(); i++) {
			boolean refused = i < made.size() && !made.get(i).isAdmitted();
			results.add(refused ? made.get(i) : weigh(charges.get(i)));
		}
		return results;
	}

	private static List<Charge> admitted(List<Charge> charges, List<ChargeResult> made) {
		List<Charge> admitted = new ArrayList<>(made.size());
		for (int i = 0; i < made.size(); i++) {
			if (made.get(i).isAdmitted()) {
				admitted.add(charges.get(i));
			}
		}
		return admitted;
	}

	private ChargeResult weigh(Charge charge) {
		return ask(() -> {
			VerboseResult<EstimationProbe> answer = bucket(charge.quota(), charge.key()).asVerbose()
				.estimateAbilityToConsume(charge.cost());
			return result(answer, answer.getValue().canBeConsumed(), answer.getValue().getNanosToWaitForRefill());
		});
	}

	private static ChargeResult result(VerboseResult<?> answer, boolean admitted, long nanosToWait) {
		long[] left = answer.getDiagnostics().getAvailableTokensPerEachBandwidth();
		int fewest = 0;
		for (int i = 1; i < left.length; i++) {
			fewest = (left[i] < left[fewest]) ? i : fewest;
		}
		return new ChargeResult(admitted ? Status.ADMITTED : Status.REFUSED, Math.max(0, left[fewest]), fewest,
				admitted ? 0 : nanosToWait);
	}

	@Override
	public void refund(List<Charge> charges) {
		for (Charge charge : charges) {
			run(() -> bucket(charge.quota(), charge.key()).addTokens(charge.cost()));
		}
	}

	@Override
	public @Nullable ChargeResult peek(Quota quota, RateLimitKey key) {
		boolean known = ask(() -> this.manager.getProxyConfiguration(name(quota, key)).isPresent());
		return known ? weigh(new Charge(quota, key, 1, false)) : null;
	}

	@Override
	public void reset(Quota quota, RateLimitKey key) {
		run(() -> this.manager.removeProxy(name(quota, key)));
	}

	@Override
	public long trackedClients() {
		return 0;
	}

	private BucketProxy bucket(Quota quota, RateLimitKey key) {
		return this.manager.builder()
			.build(name(quota, key), () -> this.configurations.computeIfAbsent(quota, BucketConfigurations::of));
	}

	private String name(Quota quota, RateLimitKey key) {
		return new String(this.keys.key(quota, key), StandardCharsets.UTF_8);
	}

	private void run(Runnable call) {
		ask(() -> {
			call.run();
			return true;
		});
	}

	private <T> T ask(Supplier<T> call) {
		try {
			return this.breaker.executeSupplier(call);
		}
		catch (CallNotPermittedException ex) {
			throw new RateLimitStoreException("The store is not asked after it failed", null);
		}
		catch (RuntimeException ex) {
			throw new RateLimitStoreException("The store did not answer", ex);
		}
	}

}
