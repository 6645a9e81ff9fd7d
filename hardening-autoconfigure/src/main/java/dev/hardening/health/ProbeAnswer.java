package dev.hardening.health;

import java.util.Map;

/**
 * The answer to a probe, for a web stack to write.
 *
 * @param ok whether the answer is good
 * @param body the members of the JSON object, in order
 */
public record ProbeAnswer(boolean ok, Map<String, Object> body) {

}
