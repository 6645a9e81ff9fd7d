package dev.hardening.headers;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Switches off the browser features that the OWASP Secure Headers Project lists: what a
 * page does not use, an injected script cannot use either.
 */
final class PermissionsPolicy {

	private static final List<String> OFF = List.of("accelerometer", "autoplay", "camera", "cross-origin-isolated",
			"display-capture", "encrypted-media", "fullscreen", "geolocation", "gyroscope", "keyboard-map",
			"magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get",
			"screen-wake-lock", "sync-xhr=(self)", "usb", "web-share", "xr-spatial-tracking", "clipboard-read",
			"clipboard-write", "gamepad", "hid", "idle-detection", "interest-cohort", "serial", "unload");

	static final String VALUE = OFF.stream()
		.map((feature) -> feature.contains("=") ? feature : feature + "=()")
		.collect(Collectors.joining(", "));

	private PermissionsPolicy() {
	}

}
