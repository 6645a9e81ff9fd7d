package dev.hardening.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AddressBlock} and {@link AddressLiteral}.
 */
class AddressBlockTests {

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8, 10.255.255.255, true", "10.0.0.0/8, 11.0.0.0, false",
			"192.0.2.128/25, 192.0.2.127, false", "192.0.2.128/25, 192.0.2.128, true", "192.0.2.7, 192.0.2.7, true",
			"192.0.2.7, 192.0.2.8, false", "0.0.0.0/0, 203.0.113.9, true", "0.0.0.0/0, 2001:db8::1, false",
			"2001:db8::/32, 2001:db8:ffff::1, true", "2001:db8::/32, 2001:db9::1, false", "::/0, 192.0.2.1, false",
			"192.0.2.0/24, ::ffff:192.0.2.9, true", "2001:db8::/33, 2001:db8:8000::, false" })
	void containsWhenAddressIsOfTheBlock(String block, String address, boolean expected) {
		assertThat(AddressBlock.parse(block).contains(address(address))).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8", "10.0.0/8",
			"010.0.0.0/8", "10.0.0.256", "0x0a.0.0.0", "2001:db8::/129", "[::1]", "fe80::1%eth0", "10.0.0.0 /8",
			"10.0.0.0/ 8", "1.2.3.4.5", "::ffff:1.2.3", "10.0.0.0/٨", "example.com/24" })
	void parseWhenNotABlockThrows(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> AddressBlock.parse(text));
	}

	@Test
	void parseWhenBitsAreSetBeyondThePrefixNamesTheBlockThatWasMeant() {
		assertThatIllegalArgumentException().isThrownBy(() -> AddressBlock.parse("10.1.2.3/8"))
			.withMessageContaining("10.0.0.0/8");
	}

	@Test
	void isEverythingWhenPrefixIsEmpty() {
		assertThat(AddressBlock.parse("0.0.0.0/0").isEverything()).isTrue();
		assertThat(AddressBlock.parse("::/0").isEverything()).isTrue();
		assertThat(AddressBlock.parse("10.0.0.0/8").isEverything()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "10.1.2.3, true", "172.31.0.1, true", "172.32.0.1, false", "192.168.1.1, true", "127.0.0.1, true",
			"100.64.0.1, true", "169.254.1.1, true", "::1, true", "fd00::1, true", "fe80::1, true",
			"203.0.113.1, false", "2001:db8::1, false", "::ffff:10.0.0.1, true" })
	void isPrivateWhenNotOfThePublicInternet(String address, boolean expected) {
		assertThat(address(address).isPrivate()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.1", "::ffff:192.0.2.1, 192.0.2.1", "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
			"2001:db8:1:2:ffff::9, 2001:db8:1:2:0:0:0:0/64" })
	void groupWhenIpv6IsThePrefix(String address, String group) {
		assertThat(address(address).group()).isEqualTo(group);
	}

	@Test
	void equalsWhenWrittenDifferentlyIsTheSame() {
		assertThat(address("2001:DB8::1")).isEqualTo(address("2001:db8:0:0:0:0:0:1"));
		assertThat(address("::ffff:192.0.2.1")).isEqualTo(address("192.0.2.1")).hasToString("192.0.2.1");
	}

	private ClientAddress address(String text) {
		ClientAddress address = ClientAddress.parse(text, 64);
		assertThat(address).as(text).isNotNull();
		return address;
	}

}
