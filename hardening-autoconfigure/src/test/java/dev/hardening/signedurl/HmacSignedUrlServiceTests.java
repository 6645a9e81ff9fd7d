package dev.hardening.signedurl;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import dev.hardening.secrets.Secret;
import dev.hardening.web.ClientAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HmacSignedUrlServiceTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.5Z");

	private static final Secret SECRET = Secret.of("q8Jv0wzT5mYb3nRk7uXs2dLf9hGc4pEa");

	private static final Secret OLD = Secret.of("Zr4Kc9Wt2Pj7Xe1Bv6Nh8Ys3Qm5Ud0Lg");

	private static final ClientAddress HERE = ClientAddress.parse("203.0.113.7", 64);

	private static final ClientAddress THERE = ClientAddress.parse("203.0.113.8", 64);

	private final SingleUseStore singleUse = new InMemorySingleUseStore(2, Clock.fixed(NOW, ZoneOffset.UTC));

	private final SignedUrlService service = service(NOW, SECRET);

	@Test
	void linkWhenSignedIsValidUntilItExpires() {
		SignedUrl link = this.service.sign("/files/a b/\u00e4.jpg");
		assertThat(link.url()).startsWith("/files/a%20b/%C3%A4.jpg?expires=1767229200&signature=");
		assertThat(link.expiresAt()).isEqualTo("2026-01-01T01:00:00Z");
		assertThat(link.toString()).doesNotContain("signature");
		assertThat(valid(this.service, "GET", link)).isTrue();
		assertThat(valid(this.service, "HEAD", link)).isTrue();
		assertThat(valid(this.service, "POST", link)).isFalse();
		assertThat(valid(service(link.expiresAt().minusMillis(1), SECRET), "GET", link)).isTrue();
		assertThat(valid(service(link.expiresAt(), SECRET), "GET", link)).isFalse();
	}

	@Test
	void linkWhenNotYetGoodIsNotValid() {
		SignedUrl link = this.service.sign(UrlToSign.get("/f").withNotBefore(NOW.plusSeconds(60)));
		assertThat(valid(this.service, "GET", link)).isFalse();
		assertThat(valid(service(NOW.plusSeconds(61), SECRET), "GET", link)).isTrue();
	}

	@Test
	void secretWhenRotatedStillVerifiesUntilItIsRemoved() {
		SignedUrl link = service(NOW, OLD).sign("/f");
		assertThat(valid(service(NOW, SECRET, OLD), "GET", link)).isTrue();
		assertThat(valid(service(NOW, SECRET), "GET", link)).isFalse();
		assertThat(valid(service(NOW, OLD), "GET", service(NOW, SECRET, OLD).sign("/f"))).isFalse();
	}

	@Test
	void purposeWhenAnotherIsNotValid() {
		SignedUrl link = this.service.sign(UrlToSign.get("/f").withPurpose("unsubscribe"));
		assertThat(this.service.verify(presented("GET", link, null, null), "unsubscribe")).isTrue();
		assertThat(this.service.verify(presented("GET", link, null, null), "download")).isFalse();
		assertThat(valid(this.service, "GET", link)).isFalse();
	}

	@Test
	void linkWhenBoundIsValidForThatClientAndUserOnly() {
		SignedUrl address = this.service.sign(UrlToSign.get("/f").boundTo(HERE));
		assertThat(this.service.verify(presented("GET", address, HERE, null))).isTrue();
		assertThat(this.service.verify(presented("GET", address, THERE, null))).isFalse();
		assertThat(this.service.verify(presented("GET", address, null, null))).isFalse();
		SignedUrl user = this.service.sign(UrlToSign.get("/f").boundTo("ada"));
		assertThat(this.service.verify(presented("GET", user, THERE, "ada"))).isTrue();
		assertThat(this.service.verify(presented("GET", user, THERE, "bob"))).isFalse();
		assertThat(this.service.verify(presented("GET", user, THERE, null))).isFalse();
		SignedUrl both = this.service.sign(UrlToSign.get("/f").boundTo(HERE).boundTo("ada"));
		assertThat(this.service.verify(presented("GET", both, HERE, "ada"))).isTrue();
		assertThat(this.service.verify(presented("GET", both, THERE, "ada"))).isFalse();
		assertThat(this.service.verify(presented("GET", both, HERE, "bob"))).isFalse();
		assertThat(this.service.verify(altered(user, "&bind=user", "&bind=address-user"))).isFalse();
		assertThat(this.service.verify(altered(user, "&bind=user", ""))).isFalse();
	}

	@Test
	void linkWhenForASingleUseIsGoodOnce() {
		SignedUrl link = this.service.sign(UrlToSign.get("/f").once());
		assertThat(valid(this.service, "HEAD", link)).isTrue();
		assertThat(valid(this.service, "GET", link)).isTrue();
		assertThat(valid(this.service, "GET", link)).isFalse();
		assertThat(valid(this.service, "HEAD", link)).isFalse();
	}

	@Test
	void singleUseStoreWhenFullRefusesAndForgetsOnlyTheExpired() {
		assertThat(this.singleUse.use("a", NOW.plusSeconds(1))).isTrue();
		assertThat(this.singleUse.use("b", NOW.minusSeconds(1))).isTrue();
		assertThat(this.singleUse.use("c", NOW.plusSeconds(1))).isTrue();
		assertThat(this.singleUse.use("d", NOW.plusSeconds(1))).isFalse();
		assertThat(this.singleUse.isUsed("a")).isTrue();
		assertThat(this.singleUse.use("a", NOW.plusSeconds(1))).isFalse();
	}

	@Test
	void parametersWhenSignedMustAllBeThereAndNoOthers() {
		SignedUrl link = this.service.sign(UrlToSign.get("/f")
			.withParameters(Map.of("size", "1 & 2=3", "\u00e4", "+"))
			.withTtl(Duration.ofDays(1)));
		assertThat(valid(this.service, "GET", link)).isTrue();
		String url = link.url();
		for (String other : List.of(url + "&x=1", url + "&size=2", url + "&size", url + "&", url + "&signature=x",
				url + "&expires=9999999999", url.replace("size=", "sizes="), url.replace("%2B", "+"),
				url.replaceAll("size=[^&]+&", ""), url.replaceAll("expires=\\d+&", ""),
				url.replaceAll("&signature=.*", ""), url.replaceAll("&signature=.*", "&signature="),
				url.replace("expires=1", "expires=2"), url.replace("expires=1", "expires=01"),
				url.replace("expires=1", "expires=%2B1"), url.replace("expires=1", "expires=-1"),
				url.replace("expires=1", "expires=99999999999999999999"), url.replace("expires=", "Expires="),
				url + "=", url + "%3D", url + "%00", url + "%zz", url + "&not_before=0", url + "&bind=",
				url + "&bind=user", url + "&once=", url + "&once=x", "/f", "/f?", "/f?signature",
				"/f?expires&signature", url.replace("/f?", "/g?"), url.replace("/f?", "/F?"),
				url.replace("/f?", "/f/?"))) {
			assertThat(this.service.verify(presented("GET", other))).as(other).isFalse();
		}
	}

	@Test
	void signatureWhenAnyCharacterIsChangedIsNotValid() {
		String url = this.service.sign("/f").url();
		for (int i = url.indexOf("signature=") + 10; i < url.length(); i++) {
			for (char c : "ABCDabcd0123-_".toCharArray()) {
				if (url.charAt(i) != c) {
					String other = url.substring(0, i) + c + url.substring(i + 1);
					assertThat(this.service.verify(presented("GET", other))).as(other).isFalse();
				}
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/files/../f", "/./f", "//f", "/f;x=1", "/%2e%2e/f", "/x%2ff", "/%66%5c", "/f%00", "/f%",
			"/f%6", "/f%zz", "/f%c3", "f", "", "/f%0a", "/f%25", "/\u00e4" })
	void pathWhenNotCanonicalHasNoDecodedForm(String path) {
		assertThat(UrlPath.decode(path)).isNull();
	}

	@Test
	void pathWhenEncodedInAnotherWayIsTheSame() {
		String query = this.service.sign("/files/a").url().substring("/files/a".length());
		assertThat(this.service.verify(presented("GET", "/f%69les/%61" + query))).isTrue();
		assertThat(this.service.verify(presented("GET", "/files%2Fa" + query))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "files", "", "/a//b", "/../b", "/a/..", "/a;b", "/a%20b", "/a\\b", "/a\nb" })
	void pathWhenItCannotBeRequestedIsNotSigned(String path) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.service.sign(path));
	}

	@Test
	void wishWhenItCannotBeMetIsNotSigned() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.service.sign(UrlToSign.get("/f").withParameters(Map.of("expires", "1"))));
		assertThatIllegalArgumentException().isThrownBy(() -> this.service.sign("/f", Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> this.service.sign(UrlToSign.of("TRACE", "/f")));
	}

	@Test
	void fieldsWhenShiftedHaveAnotherMessage() {
		SignedUrl link = this.service.sign(UrlToSign.get("/f").withParameters(Map.of("a", "bc")));
		assertThat(this.service.verify(altered(link, "a=bc", "ab=c"))).isFalse();
		assertThat(this.service.verify(altered(link, "a=bc", "a=b&c="))).isFalse();
	}

	private SignedUrlService service(Instant now, Secret... secrets) {
		return new HmacSignedUrlService(new UrlSigner(List.of(secrets)), this.singleUse, Duration.ofHours(1), "",
				Clock.fixed(now, ZoneOffset.UTC));
	}

	private boolean valid(SignedUrlService service, String method, SignedUrl link) {
		return service.verify(presented(method, link, null, null));
	}

	private PresentedUrl presented(String method, SignedUrl link, ClientAddress address, String user) {
		URI uri = URI.create(link.url());
		return new PresentedUrl(method, uri.getRawPath(), uri.getRawQuery(), address, user);
	}

	private PresentedUrl altered(SignedUrl link, String target, String replacement) {
		assertThat(link.url()).contains(target);
		return presented("GET", link.url().replace(target, replacement));
	}

	private PresentedUrl presented(String method, String url) {
		int query = url.indexOf('?');
		return new PresentedUrl(method, (query < 0) ? url : url.substring(0, query),
				(query < 0) ? null : url.substring(query + 1), HERE, "ada");
	}

}
