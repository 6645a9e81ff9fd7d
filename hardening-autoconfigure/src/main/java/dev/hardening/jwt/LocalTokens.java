package dev.hardening.jwt;

import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * The two decoders of this application's own tokens, without the gate before them.
 *
 * @param access accepts access tokens only
 * @param refresh accepts refresh tokens only
 */
record LocalTokens(JwtDecoder access, JwtDecoder refresh) {

}
