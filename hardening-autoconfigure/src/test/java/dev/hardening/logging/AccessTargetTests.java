package dev.hardening.logging;

import java.util.List;

import dev.hardening.secrets.RedactionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AccessTarget}.
 */
class AccessTargetTests {

	private final AccessTarget target = new AccessTarget(new RedactionPolicy(List.of("magic")));

	@ParameterizedTest
	@CsvSource({ "page=2&size=50, page=2&size=50", "token=canary, token=******",
			"a=1&password=canary&b=2, a=1&password=******&b=2", "%74oken=canary, %74oken=******",
			"TOKEN=canary, TOKEN=******", "magic=canary, magic=******", "q=password%3Dcanary, q=password=******",
			"a=1&&b, a=1&&b", "access_token=canary=canary, access_token=******", "q=%zz, q=%zz", "token=, token=******",
			"q=a%0d%0ab, q=a%0d%0ab" })
	void queryKeepsNamesAndMasksSecrets(String query, String logged) {
		assertThat(this.target.query(query)).isEqualTo(logged);
	}

	@ParameterizedTest
	@CsvSource({ "/api/items/7, /api/items/7", "/a;jsessionid=canary/b, /a;******/b", "/a;x=canary, /a;******",
			"/a%0d%0aforged, /a%0d%0aforged" })
	void pathIsMaskedWhereItHoldsASecret(String path, String logged) {
		assertThat(this.target.path(path)).isEqualTo(logged);
	}

	@Test
	void queryWhenItHoldsATokenByShapeIsMasked() {
		String token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0."
				+ "dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";
		assertThat(this.target.query("q=" + token)).doesNotContain("dozjgNryP4J3");
		assertThat(this.target.path("/reset/" + token)).startsWith("/reset/").doesNotContain("dozjgNryP4J3");
	}

	@Test
	void queryWhenLongIsCut() {
		assertThat(this.target.query("q=" + "a".repeat(10_000))).hasSizeLessThan(1_100);
		assertThat(this.target.path("/" + "a".repeat(10_000))).hasSizeLessThan(1_100);
	}

}
