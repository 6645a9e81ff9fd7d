package dev.hardening.requests;

import dev.hardening.environment.BootDefaults;
import dev.hardening.web.ControlMode;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Gives the server the bounds that only it can hold: while it reads the head of a
 * request, and while it parses forms and multipart bodies.
 */
class RequestsBootDefaults implements BootDefaults {

	@Override
	public void contribute(Environment environment, Defaults defaults) {
		RequestsProperties properties = Binder.get(environment)
			.bindOrCreate(RequestsProperties.PREFIX, RequestsProperties.class);
		if (!properties.enabled()) {
			return;
		}
		properties.validate();
		// The server counts the target as part of the head; we answer 414 before it does.
		defaults.set("server.max-http-request-header-size",
				DataSize.ofBytes(properties.maxHeaderSize().toBytes() + properties.maxUriLength()).toString());
		String body = properties.maxBodySize().toString();
		defaults.set("server.tomcat.max-http-form-post-size", body);
		defaults.set("spring.servlet.multipart.max-request-size", body);
		// A client that sends its head or the next bytes of its body slower than this is
		// gone.
		defaults.set("server.tomcat.connection-timeout", "20s");
		if (!properties.timeout().isZero() && properties.mode() == ControlMode.ENFORCE) {
			defaults.set("spring.mvc.async.request-timeout", properties.timeout().toString());
		}
	}

}
