package dev.hardening.sample.login;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class Base32Tests {

	/** The vectors of RFC 4648, section 10, without padding. */
	@ParameterizedTest
	@CsvSource({ "f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI" })
	void encodingIsThatOfTheStandardAndComesBack(String text, String encoded) {
		byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
		assertThat(Base32.encode(bytes)).isEqualTo(encoded);
		assertThat(Base32.decode(encoded)).isEqualTo(bytes);
	}

}
