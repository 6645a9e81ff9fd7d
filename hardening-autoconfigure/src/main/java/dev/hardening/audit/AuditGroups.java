package dev.hardening.audit;

import java.util.Map;

/**
 * What the groups of checks are called.
 */
final class AuditGroups {

	private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("HRD-AUD", "Audit"),
			Map.entry("HRD-BAK", "Backups"), Map.entry("HRD-CORS", "Cross-origin requests"),
			Map.entry("HRD-DB", "Database"), Map.entry("HRD-HDR", "Security headers"),
			Map.entry("HRD-HOST", "Hosts and HTTPS"), Map.entry("HRD-JSON", "JSON"), Map.entry("HRD-JWT", "Tokens"),
			Map.entry("HRD-KEY", "API keys"), Map.entry("HRD-LCK", "Lockout"), Map.entry("HRD-LOG", "Logging"),
			Map.entry("HRD-OPS", "Operations"), Map.entry("HRD-REQ", "Request limits"),
			Map.entry("HRD-RL", "Rate limits"), Map.entry("HRD-SCR", "Secrets"), Map.entry("HRD-SEC", "Access"),
			Map.entry("HRD-SNT", "Error tracking"), Map.entry("HRD-SYS", "Process and release"),
			Map.entry("HRD-UPL", "Uploads"), Map.entry("HRD-URL", "Signed links"),
			Map.entry("HRD-VAL", "Input validation"));

	private AuditGroups() {
	}

	static String name(String group) {
		return NAMES.getOrDefault(group, group);
	}

}
