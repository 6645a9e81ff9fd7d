package dev.hardening.jwt;

/**
 * The two decoders of this application's own tokens, without the gate before them.
 *
 * @param access accepts access tokens only
 * @param refresh accepts refresh tokens only
 */
record LocalTokens(TokenDecoder access, TokenDecoder refresh) {

}
