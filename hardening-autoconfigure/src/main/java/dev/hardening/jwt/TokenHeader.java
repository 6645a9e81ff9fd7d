package dev.hardening.jwt;

import java.text.ParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;

import org.springframework.security.oauth2.jwt.BadJwtException;

/**
 * The header of a token.
 *
 * @param encoded the header as it was sent
 * @param members what it holds
 * @param parsed the same, for the library that verifies signatures
 */
record TokenHeader(String encoded, Map<String, Object> members, JWSHeader parsed) {

	static TokenHeader of(String encoded, Map<String, Object> members) throws BadJwtException {
		try {
			return new TokenHeader(encoded, Collections.unmodifiableMap(new LinkedHashMap<>(members)),
					JWSHeader.parse(members, new Base64URL(encoded)));
		}
		catch (ParseException | IllegalArgumentException ex) {
			throw new BadJwtException("The header cannot be read");
		}
	}

}
