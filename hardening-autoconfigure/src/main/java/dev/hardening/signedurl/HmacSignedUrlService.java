package dev.hardening.signedurl;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.TreeMap;

import dev.hardening.web.ClientAddress;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Signs and verifies by {@link UrlSigner}.
 */
class HmacSignedUrlService implements SignedUrlService {

	private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

	private final SecureRandom random = new SecureRandom();

	private final UrlSigner signer;

	private final SingleUseStore singleUse;

	private final Duration ttl;

	private final String baseUrl;

	private final Clock clock;

	HmacSignedUrlService(UrlSigner signer, SingleUseStore singleUse, Duration ttl, String baseUrl, Clock clock) {
		this.signer = signer;
		this.singleUse = singleUse;
		this.ttl = ttl;
		this.baseUrl = baseUrl;
		this.clock = clock;
	}

	@Override
	public SignedUrl sign(UrlToSign url) {
		check(url);
		Instant expiresAt = expiresAt(url);
		Long notBefore = (url.notBefore() != null) ? url.notBefore().getEpochSecond() : null;
		LinkQuery query = new LinkQuery(new TreeMap<>(url.parameters()), expiresAt.getEpochSecond(), notBefore,
				bind(url), url.singleUse() ? newId() : "");
		byte[] message = UrlSigner.message(url.method(), url.path(), query, group(url.address()), url.user());
		String signature = this.signer.sign(url.purpose(), message);
		return new SignedUrl(this.baseUrl + UrlPath.encode(url.path()) + query.encode() + "&" + LinkQuery.SIGNATURE
				+ "=" + signature, expiresAt);
	}

	private void check(UrlToSign url) {
		Assert.isTrue(METHODS.contains(url.method()), () -> "No link can be signed for method " + url.method());
		Assert.isTrue(UrlPath.isCanonical(url.path()),
				"The path must be decoded and begin with '/', without empty or dot segments, "
						+ "percent sign, semicolon, backslash or control character");
		for (String name : url.parameters().keySet()) {
			Assert.isTrue(!LinkQuery.RESERVED.contains(name), () -> "The parameter '" + name + "' is reserved");
		}
		Assert.isTrue(url.ttl() == null || url.ttl().toSeconds() > 0, "A link must be good for a second at least");
	}

	private Instant expiresAt(UrlToSign url) {
		Instant from = (url.notBefore() != null) ? url.notBefore() : this.clock.instant();
		Instant expiresAt = from.plus((url.ttl() != null) ? url.ttl() : this.ttl);
		// Whole seconds are signed; a link is not good for longer than was asked.
		return Instant.ofEpochSecond(expiresAt.getEpochSecond());
	}

	private String bind(UrlToSign url) {
		if (url.address() != null) {
			return (url.user() != null) ? LinkQuery.ADDRESS_AND_USER : LinkQuery.ADDRESS;
		}
		return (url.user() != null) ? LinkQuery.USER : "";
	}

	private String newId() {
		byte[] id = new byte[16];
		this.random.nextBytes(id);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
	}

	@Override
	public boolean verify(PresentedUrl url, String purpose) {
		String path = UrlPath.decode(url.path());
		TreeMap<String, String> parameters = (url.query() != null) ? LinkQuery.parse(url.query()) : null;
		String signature = (parameters != null) ? parameters.remove(LinkQuery.SIGNATURE) : null;
		LinkQuery query = (parameters != null) ? LinkQuery.take(parameters) : null;
		if (path == null || signature == null || query == null || isUnbound(query, url)) {
			return false;
		}
		byte[] message = UrlSigner.message(url.method(), path, query, group(url.address()), url.user());
		return this.signer.verify(purpose, message, signature) && isNow(query) && mayBeUsed(query, url);
	}

	// An empty value would be signed alike by whoever has none.
	private boolean isUnbound(LinkQuery query, PresentedUrl url) {
		return (query.isBoundToAddress() && url.address() == null) || (query.isBoundToUser() && url.user() == null);
	}

	private boolean isNow(LinkQuery query) {
		long now = this.clock.instant().getEpochSecond();
		return now < query.expires() && (query.notBefore() == null || now >= query.notBefore());
	}

	private boolean mayBeUsed(LinkQuery query, PresentedUrl url) {
		if (query.once().isEmpty()) {
			return true;
		}
		// Mail scanners and previews look at a link before its reader does.
		return "HEAD".equals(url.method()) ? !this.singleUse.isUsed(query.once())
				: this.singleUse.use(query.once(), Instant.ofEpochSecond(query.expires()));
	}

	private @Nullable String group(@Nullable ClientAddress address) {
		return (address != null) ? address.group() : null;
	}

}
