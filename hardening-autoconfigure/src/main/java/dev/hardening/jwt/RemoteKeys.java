package dev.hardening.jwt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetParseException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The public keys of an external issuer, checked each time they arrive. A set that holds
 * a secret or private key, or two keys of one name, is refused as a whole: what was meant
 * cannot be known. A weak key is left out, and so is one for another purpose than
 * signatures.
 */
class RemoteKeys implements JWKSetSource<SecurityContext> {

	private static final Log logger = LogFactory.getLog(RemoteKeys.class);

	private static final int MOST_KEYS = 50;

	private final String issuer;

	private final JWKSetSource<SecurityContext> source;

	private volatile boolean loaded;

	RemoteKeys(String issuer, JWKSetSource<SecurityContext> source) {
		this.issuer = issuer;
		this.source = source;
	}

	@Override
	public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
			throws KeySourceException {
		JWKSet checked = checked(this.source.getJWKSet(refresh, now, context));
		this.loaded = true;
		return checked;
	}

	private JWKSet checked(JWKSet set) throws JWKSetParseException {
		if (set.getKeys().size() > MOST_KEYS) {
			throw refused("it holds more than %d keys".formatted(MOST_KEYS));
		}
		Set<String> names = new HashSet<>();
		List<JWK> good = new ArrayList<>();
		for (JWK key : set.getKeys()) {
			if (key instanceof OctetSequenceKey || key.isPrivate()) {
				throw refused("it holds a key that must be secret");
			}
			if (key.getKeyID() != null && !names.add(key.getKeyID())) {
				throw refused("it holds two keys of one name");
			}
			if (!isForSignatures(key)) {
				continue;
			}
			String weakness = WeakKeys.weakness(key);
			if (weakness == null) {
				good.add(key);
			}
			else {
				logger.warn("A key of issuer '%s' is left out, it %s".formatted(this.issuer, weakness));
			}
		}
		return new JWKSet(good);
	}

	// Many issuers publish keys for encryption beside those for signatures, and a
	// signature
	// by one of those is none (RFC 7517, 4.2 and 4.3).
	private static boolean isForSignatures(JWK key) {
		Set<KeyOperation> operations = key.getKeyOperations();
		return (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
				&& (operations == null || operations.contains(KeyOperation.VERIFY));
	}

	private JWKSetParseException refused(String reason) {
		logger.error("The key set of issuer '%s' is refused: %s".formatted(this.issuer, reason));
		return new JWKSetParseException("The key set is refused: " + reason, new IllegalStateException(reason));
	}

	/**
	 * Return whether keys were ever there, so that a token whose key is not among them is
	 * known to be bad.
	 * @return {@code true} once a set has arrived
	 */
	boolean isLoaded() {
		return this.loaded;
	}

	@Override
	public void close() throws IOException {
		this.source.close();
	}

}
